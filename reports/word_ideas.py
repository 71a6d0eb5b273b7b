"""The words of schools and of listening in English and Spanish, by what they mean, for ``shared_words``.

A list for titles of forms, not a dictionary: a word that has other meanings in such titles is left out. An entry
with * covers every word that begins so; the longest entry wins. Words may stand under one idea only.
"""

# idea: English words | Spanish words
IDEAS = """
absence: absence* absent* | ausencia* ausente* inasistencia*
miss: miss missed misses missing | falta falto falte faltar faltado faltan faltaba
attend: attend* | asistir asiste asistia asistio asistencia asistieron
late: late lateness tardy | tarde retraso* impuntual*
arrive: arriv* get got gets getting come came comes coming | llega* llego llegue llegu* viene venir vino vine
leave: leave leaving left | sale salir salio salida
home: home house | casa hogar
school: school* | escuela* escolar* colegio*
class: class classes classroom* | clase* aula* salon
teacher: teacher* | maestr* profesor* docente*
counselor: counselor* counsellor* | consejer* orientador*
principal: principal* | director directora
adult: adult* grown | adult*
friend: friend* | amig* amistad*
classmate: classmate* peer* | companer*
family: family families | familia*
parent: parent* mother* father* mom dad | padre* madre* mama papa
caregiver: caregiver* guardian* | cuidador* tutor tutora tutores
morning: morning* | manana mananas
afternoon: afternoon* evening* | anochecer
day: day days | dia dias
week: week weeks | semana semanas
year: year years | ano anos
grade: grade grades | grado grados
bus: bus buses | autobus* camion camiones
walk: walk* | camina* caminar*
ride: ride rides transport* | transporte* traslado*
sleep: sleep* slept | dormir dorm* duerm* sueno
work: work works worked working job jobs | trabaj* empleo*
assignment: assignment* homework | tarea tareas
project: project* | proyecto*
grading: graded grading marks | calificac* calificad*
feedback: feedback comments comment | comentario* retroaliment*
learn: learn* | aprend*
understand: understand* understood | entend* entiend* comprend*
read: read reading | lee leer lectura
write: write writing wrote | escrib* escritura
language: language* | idioma* lengua
move: move moved moving transition* | mud* transicion*
change: change* changing | cambi*
start: start starts started starting begin* began | empez* empiez* comenz* comienz* inicio inici*
new: new | nuevo nueva nuevos nuevas
old: old previous former | anterior*
next: next | siguiente proxim*
ready: ready prepar* | listo lista listos listas prepar*
help: help helps helped helping helpful support* | ayud* apoy*
belong: belong* | pertenec*
welcome: welcom* | bienvenid*
include: included inclusion includes | inclu*
alone: alone lonely | solo sola soledad solitari*
safe: safe safety | segur*
respect: respect* | respet*
heard: heard listened listens listening | escuch*
seen: noticed notices noticing | noto not* notar* notado dio cuenta
know: know knows knew known | supiera* sepa sepan sabe saben saber sabia conoce* conocer conocio conocia
trust: trust* | confi*
proud: proud pride | orgull*
glad: glad happy joy joyful enjoy* | feliz alegr* content* disfrut*
sad: sad sadness | triste* tristeza
worry: worr* | preocup*
stress: stress* | estres*
bored: bored boring | aburr*
interest: interest* | interes*
feel: feel feels felt feeling feelings | sent* sient* sinti* sentimiento*
hard: hard harder hardest difficult* tough challeng* | dificil* dificult* duro dura retos reto desafio*
easy: easy easier easiest | facil*
best: best | mejor mejores
worst: worst | peor peores
good: good | bueno buena buenos buenas bien
bad: bad wrong | malo mala malos malas mal
first: first | primer primera primero primeros
last: last latest recent recently | ultima ultimo ultimas ultimos reciente*
before: before | antes
after: after afterwards | despues
call: call calls called calling | llama llamo llamar llamada* llamaron
message: message* texted | mensaje*
contact: contact* reached | contact* comunic*
meeting: meeting* conference* | reunion* junta juntas
visit: visit* | visit*
decide: decid* decision* | decid* decision*
choose: choose chose choice* | eleg* elig* eleccion* escog*
share: shared sharing | compartio compartid*
ask: ask asked asking | pregunt*
answer: answer* | respond* respuesta*
talk: talk* conversation* spoke speak | hablo hablar hablan conversacion* platic*
notice_beyond: beyond gestures gesture tone | gesto gestos tono
consent: consent* agree* assent permission | consent* acept* acuerdo permiso autoriz* asentimiento
people: people participants | personas participantes
interview: interview* | entrevist*
role: role roles relationship | rol papel parentesco
department: department* | departamento*
program: program* | programa*
age: age ages | edad edades
gender: gender | genero
campus: campus building | plantel edificio
position: position title | puesto cargo
lunch: lunch* cafeteria | almuerzo* comedor cafeteria
sport: sport* team* | deport* equipo*
club: club clubs activity activities | club clubes actividad actividades
music: music* | music*
rule: rule rules discipline | regla reglas disciplina
problem: problem* trouble | problema*
place: place places somewhere | lugar lugares sitio
worth: worth worthwhile | valio valia vale valer pena
important: important matters mattered | importante* importa importo
different: different differently | diferent* distint*
success: success* succeed* | exito* logro logros logr*
expect: expect* | esper*
surprise: surpris* | sorprend* sorpresa*
mistake: mistake* | error errores equivoc*
happen: happen* | paso pasa ocurr* sucedi*
neighbor: neighbor* community | vecin* comunidad
money: money cost* paid pay | dinero cuesta costo* paga pago
health: health* sick ill illness | salud enferm*
else: else | algo
future: future plans plan | futuro planes plan
supervisor: supervisor* boss manager* | supervisor* jefe jefa gerente*
schedule: schedule* | horario*
college: college university | universidad*
career: career* | carrera*
never: never | nunca jamas
without: without | sin
not: not no didn doesn don wasn weren isn aren couldn wouldn | no
""".strip()

# How people are asked to tell: no matter what about.
TELLING = (
    "hablame hableme hablenos llevame lleveme comparteme compartame describeme describame cuentenos dime diganos"
    " hace hacen hacer hizo make someone somebody alguien wish goes going go part parte"
    " makes made pasos quiera quieran tenido tuvo gusto dio would could know like ocasion haya te mas more"
    " think back remember recall explain through walk take moment every each anything something really most very own"
    " nino nina ninos ninas piense piensa recuerde recuerda expliqueme explique digame platiqueme platique momento cada"
    " alguna alguno algun realmente muy ustedes mismo fuera hubo habia estaba estuvo pudo propio vez veces"
)
