"""Verbs by their form: what a plan begins with, and what a sentence about somebody has."""


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


BASE = words_of(
    """
    accept add address adjust adopt advertise advise align allow announce apply appoint approve arrange ask
    assess assign attend automate avoid award be begin bring broaden budget build bundle buy call cancel
    celebrate change check choose clarify clean close coach collaborate collect combine communicate compensate
    connect consider consult contact continue convene coordinate cover create cut define delay deliver design
    designate develop direct discuss display distribute ditch divide donate dont double drop earmark ease
    educate eliminate email embed employ empower enable encourage end engage enlist enroll ensure equip
    establish evaluate examine expand explain explore extend facilitate find fix focus follow foster fund gather
    generate get give grant greet group guarantee guide hand help highlight hire hold honor host identify
    implement improve include incorporate increase inform initiate insist install institute integrate interview
    introduce invest investigate invite involve issue join keep launch lead learn lend lengthen let leverage
    limit list listen loan lock look lower mail maintain make mandate match measure meet mentor merge message
    mix model modify monitor motivate move normalize notify offer open order organize orient overhaul paint pair
    partner pay permit pick pilot plan post postpone practice praise prevent print prioritize promote propose
    provide publish purchase push put raise reach rearrange recognize recommend reconsider recruit redesign redo
    reduce refer relax relocate remind remove rename reopen repair replace require reschedule reserve respond
    restore restrict rethink return review revise reward rewrite ring rotate run save schedule secure seek send
    separate serve set share shift shorten sign simplify sit smile split sponsor stagger start stay stick stop
    streamline strengthen subsidize substitute supply support survey switch tailor take talk target teach tell
    test text track train transfer translate treat try turn unlock update upgrade use utilize value visit wait
    waive walk welcome widen work write
    """
)
BASE_OR_NOUN = words_of(
    """
    book budget do fix form fund guide hand have link list mail mandate match measure message model name order
    phone place plan post print seat show staff stock structure study supply support talk test text track train
    use visit walk work
    """
)
IRREGULAR = words_of(
    """
    ate became began bought broke brought came caught chose did drove fell felt flew found gave got grew had
    heard held hid hung kept knew left lost made met paid quit ran rang rode said sang sat saw sent slept spent
    stood stuck swam taught thought threw told took understood was went were woke won wore wrote
    """
)
PRESENT = words_of(
    """
    acts am appears are arent arrives asks avoids babysits believe believes belongs blames brings buys calls
    cant cares carries causes changes comes complains cooks copes cries describes disrespects do does doesnt
    dont drives eats enjoys expects explains fears feel feels finds gets gives goes hangs has hates have hears
    helps hes hides hopes ignores im is isnt its keeps knows lacks leads learned learns leaves likes lives looks
    loves makes means mentions misses needs plays prefers pretends proves puts reads refuses remembers rides
    runs says seems sees shares shes shows sits skip skips sleeps sounds speaks spends starts stays stops
    struggles suggests takes talks teaches tells theyre think thinks translates tries trusts values waits wakes
    walks want wants was wastes watches were wishes wont works worries writes
    """
)
NOT_PAST = words_of(
    """
    based bed bored dedicated depressed devoted disengaged disorganized embarrassed engaged entitled feed gifted
    hundred indeed involved motivated need needed organized overwhelmed prejudiced privileged red scared seed
    shed speed spoiled talented tired undiagnosed uninterested uninvolved unmotivated
    """
)
NOT_INFINITIVE = words_of(
    """
    altar ayer azar azucar bachiller bar celular cualquier dolar escolar familiar hogar lider lugar mar mayor
    mejor menor militar mujer mujeres par particular peor pilar popular por primer regular ser similar taller
    tercer
    """
)
SUBJUNCTIVE = words_of(
    """
    abra abramos abran asigne asignen avise avisen ayude ayuden busque busquemos busquen cambie cambiemos
    cambien compren consiga consigan contrate contratemos contraten creemos_un creen debemos deberiamos deje
    dejen demos demosle den denle empecemos envie envien escuche escuchen explique expliquen forme formen haga
    hagamos hagan implemente implementen invite invitemos inviten llame llamemos llamen mande mandemos manden
    necesitamos ocupamos ofrezca ofrezcamos ofrezcan organice organicemos organicen permitan podemos podriamos
    ponga pongale pongamos pongan pregunte pregunten prepare preparen quite quiten tenemos tengamos traduzca
    traduzcan usemos visite visiten
    """
)
FINITO = words_of(
    """
    ayuda busca come confia cree cuida debe deben dice dicen duerme entiende entra era eran es esta estan falta
    faltan fue fueron gusta ha habia hace hacen han hay importa le llega necesita parece participa pasa piensa
    puede pueden queda quiere quieren respeta sabe sale se siente sirve son tenia tiene tienen trabaja va valora
    van viene vienen vive
    """
)
