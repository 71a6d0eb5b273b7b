"""Words around a famous name that tell whether the figure is meant or a private person of that name. Folded.

English and Spanish, as staff and students write about lessons, books, music and sport.
"""

from __future__ import annotations

from redaction.names.cues import CUES
from redaction.word_set import word_set

# Things that are by or about somebody known, before the name: "a poem by", "la película de".
THINGS_BEFORE = word_set(
    """
    book books novel novels story stories poem poems poetry song songs album albums movie movies film films show series
    episode cartoon anime comic comics manga poster posters unit chapter biography biographies autobiography bio essay
    speech speeches quote quotes portrait mural murals painting paintings statue bust museum concert jersey jerseys
    costume author authors poet poets writer singer rapper band fan character characters musical opera lyrics theory
    theorem project presentation documentary podcast lego music
    slideshow slideshows slides powerpoint report reports paper doll funko pop plushie plush figurine keychain
    fanart drawing drawings sketch tattoo banner magnet sticker stickers shirt shirts tshirt hoodie shoes
    cosplay cosplaying cosplayed impersonating soundtrack playlist mixtape remix video videos clip clips meme memes
    stream streams channel interview interviews tiktoks memoir memoirs monologue sonnet sonnets play plays
    exhibit assembly legacy teachings philosophy writings works
    fandom stan stans lecture webquest timeline
    cartel carteles cuadro cuadros dibujo dibujos mochila sudadera corrido corridos cumbia reporte exposicion
    proyecto ensayo calcomania video documental telenovela leyenda vida historia capitulo
    libro libros novela cuento cuentos poema poemas cancion canciones disco pelicula peliculas obra autor autora poeta
    escritor escritora cantante banda biografia poster discurso frase frases retrato pintor pintora estatua museo
    concierto personaje caricatura serie musica mural teorema teoria playera camiseta idolo idola astronauta
    presidents philosopher scientist inventor activist filosofo cientifico inventora
    dressed disfrazado disfrazada disfraz
    """
)
# Of those, the ones that a title or a stage name may follow at once, even if it is a given name: "the movie Coco".
TITLED = word_set(
    """
    book novel song album movie film show series episode cartoon anime comic manga poet singer rapper band character
    musical opera libro novela cuento cancion disco pelicula poeta cantante banda personaje caricatura serie
    """
)
# The same after the name: "a Taylor Swift song", "LeBron jersey", "Cesar Chavez Day".
THINGS_AFTER = word_set(
    """
    number remix cover fanart cosplay plushie funko keychain wallpaper soundtrack lyric verse merch crocs phase
    marathon movies reruns memes meme lecture slideshow reenactment unit sonnet monologue play plays speech quote
    impressions biopic vinyl cd trivia lesson lessons units essays presentation report socks pajamas pjs sticker
    blanket folder notebook mask wig tattoo ballad corrido corridos fandom level levels quilt
    book books novel novels story stories poem poems poetry song songs album albums movie movies film films show series
    cartoon anime comic comics manga poster posters unit biography biographies bio essay speech quote quotes portrait
    mural painting paintings statue museum concert tour tickets jersey jerseys costume musical lyrics theory theorem law
    laws method training project documentary shirt tshirt hoodie backpack doll dolls lunchbox lego legos cards stickers
    music playlist tape stamp peas square squares fan fans fanfic day assembly march exhibit impression impersonator
    sneakers shoes cleats era eras joke jokes elementary
    """
)
# Of those, what a classmate does too: "Mateo plays goalie", "Ruby shows us".
DEEDS_TOO = word_set("play plays show shows march cover jokes joke level levels tour")
# After a possessive, what students seldom have: "Darwin's theory", but not "Jordan's book".
OF_FIGURES = word_set(
    """
    theory theorem law laws music song songs album albums movies novel novels painting paintings concert era speeches
    """
)
# May stand between the name and the thing: "a Dora coloring book", "LeBron basketball jersey".
KINDS_OF_THINGS = word_set(
    """
    coloring comic picture birthday wax party baseball basketball soccer football video graphic costume halloween
    memorial tribute
    """
)
READING = word_set(
    """
    read reads reading reread rereading readin learned learning learn learnt study studied studying memorized quoted
    cited analyzed analyzing researched researching recited wrote written
    quote quotes quoting cite cites citing mention mentions mentioned mentioning memorize memorizes memorizing recite
    recites reciting analyze analyzes brought brings bring bringing paraphrased paraphrases teach taught teaches
    teaching covering covered discussed discussing discuss debated annotating annotated rereads study studies
    research researches presenting presented
    cito cita citar citando mencionaron ensenan ensenaron estudia estudian leia leian recito
    leer leo lee leen leyendo lei leyo leimos aprendimos aprendiendo estudiamos estudiando vimos
    """
)
ENJOYING = word_set(
    """
    sounded reenacted wears wear wearing wore rap raps rapped rapping dance dances danced dancing streams streaming
    streamed play plays quoted admires adores stans worship imitate impersonates impersonated channeling vs versus
    bumping bumps hums humming blares blared drawings doodles doodled vieron mira miran mirando pone ponen ponia
    pusieron puso bailar bailamos bailan bailando baila escucho escuchaba escuchaban oye oyen oir oyendo pinto pintamos
    dibujamos dibujaron disfrazo prefiere juega
    watch watches watched watching listen listens listened listening love loves loved like likes liked sang sing sings
    singing blasting blasts plays played playing draw draws drew drawing drawn painted paint sketches dressed idolizes
    idolises obsessed worships favorite favourite quotes hero idol imitates saw into did
    ver viendo escucha escuchar escuchan escuchamos escuchando canta cantar cantan canto cantamos cantando toca tocan
    tocar tocamos toco dibuja dibujar dibujo pinta gusta gustan encanta adora favorito favorita admira como idolo
    """
)
BETWEEN = word_set(
    """
    the a an by of about on to from some one old like as called titled named new that report is was are tipo estilo
    es era son like como up more lot only just even tons
    el la los las un una unos unas de del al sobre como a por llamado llamada titulado y puro
    """
)
OFFICE_BEFORE = word_set(
    """
    president pres senator governor justice chief king queen prince princess pope saint st sir emperor general
    author singer rapper poet actor actress astronaut
    presidente rey reina principe papa san santa santo sor general emperador
    """
)
DEEDS_AFTER = word_set(
    """
    wrote writes written escaped fought led invented discovered painted paints sings sang scored won born died freed
    marched refused published believed argued founded conquered explored composed taught learned dunked dropped
    escribio nacio murio gano invento descubrio pinto lucho canta canto lidero metio
    """
)
# Directly before the name these say that a private person is meant.
TITLES = word_set(
    """
    mr mrs ms mx miss messrs coach coaches sra srta senor senora senorita profe maestra maestro teacher principal vp
    officer deputy sgt nurse counselor counsellor pastor aide para sub driver custodian secretary librarian tutor mentor
    dean advisor interviewer interviewee therapist caseworker
    """
)
TITLES_OF_FIGURES = word_set(
    """
    dr doctor doctora don dona prof professor reverend rev captain judge director
    """
)
RELATIONS = (CUES["kin"] | CUES["close"] | {"cousins", "brothers", "sisters", "kids", "guy", "dude", "lady"}) - {
    "papa", "character",
}  # fmt: skip
# What a lesson or a report is about, never who made it: "slideshow on", "libro sobre".
ABOUT = frozenset({"on", "about", "sobre", "acerca"})
LIKENESSES = word_set(
    """
    poster posters portrait biography statue bust mural murals painting paintings costume fan fans
    """
)
# "named", before what students call their animals: not the name of somebody near.
PETS = word_set(
    """
    dog cat hamster gecko fish goldfish turtle tortoise pig hog goat lamb steer heifer cow calf horse pony chicken
    rooster hen duck rabbit bunny guinea lizard snake iguana bird parrot parakeet ferret pet pets puppy kitten mascot
    robot bot frog crab spider tarantula axolotl plant cactus roomba puppet
    perro perrito perra gato gatito gata pez tortuga gallo gallina conejo pajaro perico cerdo puerco caballo cuyo
    mascota vaca becerro chivo cabra
    """
)
WE_ARE = word_set("we re were are still now up back stuck")
# Between a name and what the figure is known for: "Neymar el futbolista", "Bruno from the movie".
SUCH = word_set("the el la from de del like tipo como")
KNOWN_FOR = word_set(
    """
    movie film show series book novel cartoon anime singer rapper president scientist artist painter footballer
    composer musical
    pelicula caricatura cuento serie libro novela cantante futbolista presidente pintor pintora cientifico actor actriz
    electricidad telenovela
    """
)
# Before a colon and a list: "Books: ...", "favorite artists: ...".
HEADINGS = THINGS_BEFORE | word_set(
    """
    artists artist musicians bands singers rappers reading readings reads playlist idols heroes favorites faves titles
    units musicals artistas cantantes bandas lecturas idolos autores
    """
)
# Lessons in which figures are spoken of, before the name.
SUBJECTS = word_set(
    """
    history hist apush euro civics government gov econ ela lit literature poetry theater theatre drama philosophy
    psych psychology physics chemistry biology humanities historia literatura civica teatro fisica quimica biologia
    """
)
PLAYING = word_set(
    """
    played plays playing play blasted blasting blasts blared bumping put puso pusieron ponen pone poner tocaron tocan
    sang cantaron
    """
)
# Where music is played.
EVENTS = word_set(
    """
    dance prom homecoming speaker speakers radio intercom karaoke concert party baile fiesta concierto bocina bocinas
    quinceanera carro graduation
    """
)
NAMING = word_set(
    """
    name names named called nicknamed llamo llama llaman nombre apodo alias signed
    """
)
OWN = CUES["own"]
# Directly after the name: what people near do, and figures rarely.
ACTS_AFTER = word_set(
    """
    texted texts called calls sits sat lives lived stays stayed hit hits pushed kicked punched shoved bullies bullied
    teases teased comes came goes missed misses moved helps helped gave gives walks walked picked picks drives needs
    never always keeps asked asks got gets stopped transferred enrolled
    vive viene vino llama llamo falta falto trae ayuda ayudo siempre nunca
    """
)
SPEAKS_AFTER = word_set(
    """
    said says say told tells thinks feels felt is was has had wants didn doesn isn wasn won't can can't dijo dice
    quiere tiene esta estaba era
    """
)
# Words of a school's name, which go on after a figure's: "Rosa Parks Middle School".
SCHOOLS = word_set(
    """
    elementary middle high school academy prep intermediate junior primary charter ms hs es
    """
)
# After "is my": said of figures.
ADMIRED = word_set(
    """
    hero heroes idol favorite favourite fav inspiration goat idolo idola heroe heroina favorito favorita inspiracion
    """
)
IS = frozenset({"is", "was", "es", "era", "s"})
# Near the name: being at school together.
PRESENCE = word_set(
    """
    class period grade grader homeroom classmate classmates bus lunch recess locker seat table desk house phone neighbor
    clase salon grado recreo grupo vecino vecina
    """
)
