"""Words around a word that may be a name, by what they say about it. Folded, English and Spanish.

Apostrophes part words here: *didn't* is *didn* and *t*.
"""

from __future__ import annotations

from redaction.word_set import word_set

TITLES = word_set(
    """
    mr mrs ms mx dr coach sr sra srta senor senora senorita profe profesor profesora prof professor principal
    maestro maestra director directora nurse officer aunt auntie uncle tia tio titi grandma grandpa granny abuela
    abuelo nana kuya tita tito lola lolo ninang ninong bibi pastor miss missus don dona
    """
)
KIN = word_set(
    """
    friend friends bestie bff amigo amiga buddy cousin cousins primo prima brother brothers bro sister sisters sis
    hermano hermana hermanito hermanita son sons daughter daughters hijo hija hijos twin twins nephew niece sobrino
    sobrina husband wife boyfriend girlfriend bf gf novio novia stepbrother stepsister neighbor vecino vecina
    classmate teammate partner kid kiddo baby mom dad mother father mama papa student alumno alumna companero
    companera esposo esposa nieto nieta girl boy nino nina granddaughter grandson stepdad stepmom stepson kids
    """
)
NAMING = word_set(
    """
    named nicknamed llamado llamada llama llaman llamo dicen dicho apodo name nombre alias aka im soy shes hes
    interviewee
    """
)
WEAKLY_NAMING = word_set("im shes hes soy")
ARTICLES = word_set("the los las")
CALLING = word_set("call calls called calling nickname nicknamed")
COMPANY = word_set(
    """
    sit sits sat eat eats ate walk walks walked hang hangs hung out play plays played live lives lived stay stays
    stayed went go goes came come talk talks talked lunch work works worked friends ride rides class partner
    partners fight fights fought beef drama
    """
)
GENITIVE = word_set("of de")
PRONOUNS = word_set("he she they him her them his el ella they/them my mi su gf bf mom dad ms mr goes")
OWN = word_set("my his her our their mi su nuestro nuestra the a")
ADDRESSING = word_set(
    """
    told tell tells telling asked asking texted texting texts emailed called calling invited met meet hugged helped
    blamed thanked lets let abt dijo pregunto llame conoce
    """
)
WANTING = word_set(
    """
    miss misses missed knows knew know likes like love loves hate hates saw sees seen want wants wanted dating dated
    married need needs made makes
    """
)
LINKING = word_set(
    """
    with w and n or from for to by about like r y e con para sin without says said except not but if when because
    cause bc that me
    """
)
SPEAKING = word_set(
    """
    said says say told tells asked asks texted texts emailed called calls wants wanted thinks thought knows knew
    likes liked loves loved hates hated feels felt cried cries lives lived moved sits sat talks talked walks walked
    plays played sleeps slept stays stayed laughs laughed yelled yells hit pushed helps helped gave gives made makes
    brought brings took takes skipped skips drives drove rides rode works worked writes wrote reads needs needed
    tried tries kept keeps started stopped misses missed lost left joined shared lies lied saw sees graduated
    transferred dropped failed passed whispered shrugged nodded smiled fell slipped guessed jumped drew draws eats
    ate bit punched dijo dice quiere tiene vino viene llego fue le nos siempre nunca trabaja vive lloro pregunto
    """
)
BEING = word_set(
    """
    is was isnt wasnt isn wasn has had hasnt got gets came comes went goes never always doesnt doesn didnt didn wont
    won cant can will would could used just also keeps who whos did does do arent werent are were here hasn havent
    runs ran es era esta estaba va iba fue
    """
)
OWNED = word_set(
    """
    mom moms mama mother dad dads father sister brother cousin friend friends grandma grandpa aunt uncle house place
    phone locker teacher class family parents parent mum stepmom stepdad iep bus backpack desk seat birthday car
    room kid kids son daughter number email turn fault name baby gf bf girlfriend boyfriend grade grades group
    counselor
    """
)
DETERMINERS = word_set(
    """
    the a an this that these those no some any every each another much more most less little my your our their his
    her its what which such good great bad big new last next all same second first one two three of el la los las un
    una unos unas este esta ese esa mi mis tu tus su sus nuestro nuestra mucha mucho mas sin tanta tanto cada otra
    otro hay
    """
)
SUBJECTS = word_set(
    """
    i you he she it we they this that who there which what that's everyone everybody nobody somebody someone anyone
    kids students teachers parents people mom dad school bus one things nothing something ppl u
    """
)
AFTER_A_MODAL = word_set(
    """
    be have not you i he she they we it never also only probably go get do make come take see help tell say let give
    need want try start stop ask call still always ever even just keep work this that there the a your my his her
    our their
    """
)
AFTER_A_VERB = word_set(
    """
    the a an this that it me him them us you he she they we i so not to for my your his her our their everything all
    something down up out off on in is gets
    """
)
BEFORE_A_VERB = word_set(
    """
    i you he she it we they to dont don t didn didnt really just who u can will would could should lets
    """
)
BEFORE_AN_ADJECTIVE = word_set(
    """
    so very too really is are was were be being get got getting im more pretty all they re kinda super
    """
)
BEFORE_A_MONTH = word_set(
    """
    in since by until till til of last this next early late mid through from before after during and or end en de
    desde hasta para
    """
)
THINGS = word_set(
    """
    period squad class classes club school bridge program camp academy church group youth break center high
    elementary middle street day days team project teacher room league cup award homework kids people students
    families vacation job reading work date dates fest show festival ave avenue kid boys girls family music
    """
)
MODALS = word_set("will may")
MONTHS = word_set("april may june august abril mayo")
VERBS = word_set(
    """
    mark drew hope chase bill grant pat rob sue wade trace skip chuck pierce don frank grace rose jack chance art
    """
)
ADJECTIVES = word_set(
    """
    rich young christian brown frank earnest green white black gray long short sunny stormy precious happy royal
    major dusty rusty misty windy gay sterling noble wise
    """
)
THINGS_OF_TIME = word_set(
    """
    summer autumn winter dawn easter april may june august art faith hope joy christian abril domingo
    """
)
BEING_VERBS = word_set(
    """
    is was isnt wasnt isn wasn has had will would can could were are es era esta estaba fue va r did does do
    """
)
SEASONS = word_set("summer autumn winter dawn easter april may june august abril domingo")
CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march july september october november
    december jan feb mar apr jul aug sept sep oct nov dec mon tues wed thurs fri sat sun min mins hr hrs
    """
)
SPANISH_FUNCTION = word_set(
    """
    el la los las un una unos unas de del que y en con por para mi su se le lo al es no si pero como muy mas porque
    cuando ella ellos nos me te ya hay tiene esta estan fue era son donde sin todo todos dice dijo a
    """
)
SPANISH_WORDS_THAT_ARE_NAMES = word_set(
    """
    nada nina ninas nino ninos dias dan lee tres dos sola manda cierra reza tienda casa casas senas ala era han
    tenia tia lola doña dona real abril alba alma alta amor amparo angel angeles arroyo aura aurora banda barba
    barrera bella bello blanca blanco bonita borrego bravo bueno caballero campo campos cara caridad caro carmen
    carrera castellano castillo ceja celeste centeno cerda chapa charla chiquita cielo clara concepcion consuelo
    coral cordero corona coronado correa costa cristal cruz deja delgado dolores domingo dulce ella esperanza espino
    estrella fierro flor flores fonda franco fuentes gallardo gallo gloria gracia guay guerra guerrero hidalgo hoy
    huerta ida iglesias ingle ira jesus leal leon leona les lila lima linda lira lobo lona lorenzo lucero luna luz
    madera mar marina marino mata mayo memo mercado mercedes mesa meta mia milagro milagros mina monte montes mora
    moreno mota nacho naranjo nieto nieves ola oliva olivo palma paloma pardo parra pastor paz pena perla pilar pino
    pinto plante prado prieto puente pulido ramos refugio regalado reina reno rey reyes rico rio rios rocio rojas
    rojo romero ronda rosa rosado rosario rosas rubio salas salina salvador santa santos segura serena sierra
    socorro sol soledad soto tierra tirado toro torre torres trinidad una vale valle vega vela ventura victoria vida
    villa viola violeta zona
    """
)
