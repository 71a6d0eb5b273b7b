"""The words of addresses: pieces of verbose regular expressions and sets of words.

Street suffixes are those of the US Postal Service's Publication 28 that occur in notes; states from the same place,
Canada's and Australia's from their posts; countries from ISO 3166-1 in English; common street names from the US
Census Bureau's count (numbers, trees, presidents, what stands or flows nearby).
"""

from __future__ import annotations

import re

from redaction.word_set import word_set

# What a rule with a number needs in a text to be worth a look.
DIGIT = re.compile(r"\d")
STRONG_SUFFIX = r"""
        (?: street | str | stree | steet | stret | streat | st | avenue | avenu | avanue | aveune | avnue | ave | av |
        road
        | raod | rd | drive | drv | dr | lane | ln | boulevard | boulevar | bulevard | blvd | blv | bldv | court | ct
        | circle | cir | terrace | ter | highway | hwy | hiway | higway | parkway | pkwy | turnpike | tpke |
        expressway |
        expy )"""
SUFFIX = rf"""
        (?: {STRONG_SUFFIX} | place | pl | trail | trl | way | loop | alley | ridge | bnd | wy | square | sq |
        crossing | xing |
        route | trace | trce | crescent | cres | point | pt | pike | row | run | heights | hts | village | cove |
        grove | bend | path | plaza | plz )"""
# Only where number, name and suffix are capitalised: in lower case these are words of every sentence.
CAPITALISED_SUFFIX = r"""
        (?: Close | Crescent | Cres | Gardens? | Gdns | Mews | Quay | Walk | Green | Rise | View | Landing | Lndg |
        Meadows? | Manor | Glen | Creek | Hills? | Hollow | Spur | Pass | Parade | Pde | Estates? | Lakes? | Mount |
        Springs? | Park | Commons? | Vista | Canyon | Valley | Passage | Spring | Villas? | Wharf | Esplanade | Wood
        | Woods | Fields? | Oval | Bypass | Causeway | Rest | Haven | Broadway | Pk | PK | Terraces? | Courts | Row )"""
DIRECTION = r"(?: (?: north | south | east | west | ne | nw | se | sw | n | s | e | w ) \b \.? \s{1,3} )"
QUARTER = r"(?: north | south | east | west | ne | nw | se | sw | n | s | e | w )"
NUMBER = r"(?<![\w.,:$€£/+-]) (?: \d{1,6} | [nsew] \d{3,5} ) (?: - \d{1,4} \b | -? [a-d] \b | \s 1/2 | \s ½ | ½ )?"
ORDINAL = r"(?: \d{1,3} (?: st | nd | rd | th ) | \d{1,2} (?: ra | da | ta | va | na | a ) )"
NO_STREET = r"""
        (?! (?: of | us | the | a | an | and | or | to | at | is | are | was | were | in | on | out | off | my | our |
        his | her | their | them | we | she | he | they | i | it | you | your | for | from | per | by | with | that |
        this | than | then | who | when | which | but | so | if | as | not | no | has | had | have | do | does | did |
        been | be | because | bc | cuz | miles? | mi | blocks? | minutes? | mins? | hours? | hrs? | days? | weeks? |
        months? | years? | yrs? | times? | kids? | students? | people | kinds? | things? | am | pm | percent |
        dollars? | bucks | down | up | away | more | different | long | big | little | only | every | each | late |
        early | grade | period | (?-i: st ) | nd | rd | th | point | points | feet | ft | lbs? | seconds? | secs? |
        step | way | car | cars | stop | stops | ppl | y | de | la | el | los | las | en | que | con | por | para |
        minutos? | horas? | cuadras? | millas? | veces | dias? | días? | años? | personas? | cuartos | hij[oa]s |
        herman[oa]s | niñ[oa]s | clases | maestr[oa]s | amig[oa]s | prim[oa]s | meses | semanas | block ) \b )"""
STREET_WORD = rf"(?: {NO_STREET} (?: [\w'-]{{1,25}} | [^\W\d]{{1,3}} \. ) \s{{1,3}} )"
UNIT_WORD = r"""
        (?: apt | apartment | apto | apartamento | depto | departamento | dpto | unit | unidad | suite | ste | trlr |
        trailer | tr[aá]iler | traila | lot | lote | space | spc | espacio | site | spot | bldg | building | edificio
        | edif | interior | int | cabin | cabina | caba[nñ]a | room | rm | cuarto | floor | flr | fl | piso | puerta |
        flat | ph | manzana | mz | bed | cama | litera | bunk | casita | hogan | barraca | habitaci[oó]n | casa |
        house | n[uú]mero | door | stall | pod | number | slip | pad | pmb | berth | sp | apmt | aprt | appt | apart |
        dept )"""
UNIT_NUMBER = r"(?: \d{1,5} (?: - \d{1,4} | \s? [a-z] \b )? | [a-z] (?: -? \d{1,4} )? ) \b"
UNIT = rf"(?: {UNIT_WORD} \b \.? \s{{0,3}} \#? \s{{0,3}} {UNIT_NUMBER} | \# \s{{0,3}} {UNIT_NUMBER} )"
POSTCODE = r"""
        (?: \d{5} (?: - \d{4} )? (?! [\d-] ) | [A-Z]{1,2} \d [A-Z\d]? \s \d [A-Z]{2} \b | [A-Z] \d [A-Z] \s? \d [A-Z]
        \d \b )"""

STATES = word_set(
    """
    al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
    ri sc sd tn tx ut vt va wa wv wi wy dc pr gu vi ab bc mb nb nl ns on pe qc sk nsw vic qld tas act
    """
)
STATE_NAMES = r"""
        (?: Alabama | Alaska | Arizona | Arkansas | California | Colorado | Connecticut | Delaware | Florida | Georgia
        | Hawaii | Idaho | Illinois | Indiana | Iowa | Kansas | Kentucky | Louisiana | Maine | Maryland |
        Massachusetts | Michigan | Minnesota | Mississippi | Missouri | Montana | Nebraska | Nevada | New \s Hampshire
        | New \s Jersey | New \s Mexico | New \s York | North \s Carolina | North \s Dakota | Ohio | Oklahoma | Oregon
        | Pennsylvania | Rhode \s Island | South \s Carolina | South \s Dakota | Tennessee | Texas | Utah | Vermont |
        Virginia | Washington | West \s Virginia | Wisconsin | Wyoming | Puerto \s Rico | Wash | Calif | Ore | Ariz |
        Tex | Fla | Mich | Minn | Mass | Penn | Tenn | Wisc? | Ill | Colo | Conn | Okla | Nev )"""
COUNTRIES = r"""
        (?: United \s States | USA | U\.S\.A\. | Canada | M[eé]xico | Guatemala | Honduras | El \s Salvador | Nicaragua
        | Costa \s Rica | Panama | Colombia | Venezuela | Ecuador | Per[uú] | Bolivia | Chile | Argentina | Uruguay |
        Paraguay | Brazil | Brasil | Cuba | Haiti | Dominican \s Republic | Jamaica | United \s Kingdom | UK | England
        | Scotland | Wales | Ireland | France | Belgium | Netherlands | Luxembourg | Germany | Deutschland | Austria |
        Switzerland | Italy | Italia | Spain | Espa[nñ]a | Portugal | Denmark | Danmark | Norway | Sweden | Finland |
        Iceland | Greenland | Poland | Polska | Czech \s Republic | Czechia | Slovakia | Hungary | Slovenia | Croatia
        | Serbia | Bosnia | Romania | Bulgaria | Greece | Cyprus | Turkey | Estonia | Latvia | Lithuania | Ukraine |
        Russia | Morocco | Algeria | Tunisia | Egypt | Ethiopia | Kenya | Somalia | Nigeria | Ghana | South \s Africa |
        Israel | Lebanon | Syria | Iraq | Iran | Afghanistan | Pakistan | India | Bangladesh | Nepal | China | Taiwan |
        Japan | South \s Korea | Korea | Vietnam | Thailand | Cambodia | Laos | Philippines | Malaysia | Indonesia |
        Singapore | Australia | New \s Zealand | Marshall \s Islands | Micronesia | Fiji | Samoa | Tonga )"""
STREET_NAMES = word_set(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth main park oak pine maple cedar
    elm walnut chestnut willow birch alder ash fir spruce juniper hickory magnolia sycamore poplar cypress laurel
    cherry peach plum dogwood aspen cottonwood tamarack sumac hemlock redwood pecan mulberry olive orange lemon
    washington lincoln jefferson jackson madison monroe adams franklin grant harrison wilson johnson roosevelt
    broadway church mill lake river hill view spring ridge meadow valley forest highland sunset sunrise center central
    railroad market front water canal union state prospect summit pleasant grove orchard vine locust holly ivy rose
    garden prairie quarry canyon creek cliff bay ocean harbor pacific atlantic mission college university academy
    linden larch hawthorne beech elder basswood catalpa sequoia acacia spruce garfield cleveland polk columbia cascade
    evergreen pioneer heritage grand fairview hillcrest lakeview riverside parkview woodland northwest northeast
    southwest southeast
    """
)
# Streets of books, films and history: nobody of a note lives there.
FAMOUS_STREETS = word_set("sesame mango wall fear baker privet diagon abbey penny jump downing coronation")
# A number after one of these is no house: *room 204*, *bus 14*, *page 88*.
_NUMBERED = r"""
        (?: (?<! \b a \s ) room | rm | sal[oó]n | cuarto | bus | cami[oó]n | route | ruta | grade | grado | page |
        p[aá]gina | pgs? |
        pp? \. | chapter | cap[ií]tulo | ch \. | lesson | lecci[oó]n | period | periodo | per[ií]odo | section |
        question | pregunta | problem | year (?! \s? : ) | level | nivel | age | locker | portable | gate | door |
        track | team |
        line | channel | version | isbn | algebra | geometry | math | english | exit | step | item | score | lexile |
        dra | map | psat | sat | sbac | i-ready | table | seat | form | plan | class | gpa | sis )"""
AFTER_NUMBERED = re.compile(rf"\b {_NUMBERED} \s? [#:]? \s? (?: no \. \s )? $", re.IGNORECASE | re.VERBOSE)
AFTER_YEAR_WORD = re.compile(r"\b(?:in|since|by|until|till|from|during|before|after|en|desde|hasta) $", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d$")
