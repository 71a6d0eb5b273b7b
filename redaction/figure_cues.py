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
    book books novel novels story stories poem poems poetry song songs album albums movie movies film films show series
    cartoon anime comic comics manga poster posters unit biography biographies bio essay speech quote quotes portrait
    mural painting paintings statue museum concert tour tickets jersey jerseys costume musical lyrics theory theorem law
    laws method training project documentary shirt tshirt hoodie backpack doll dolls lunchbox lego legos cards stickers
    music playlist tape stamp peas square squares fan fans fanfic day assembly march exhibit impression impersonator
    sneakers shoes cleats era eras joke jokes elementary
    """
)
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
    leer leo lee leen leyendo lei leyo leimos aprendimos aprendiendo estudiamos estudiando vimos
    """
)
ENJOYING = word_set(
    """
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
    es era son like como
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
