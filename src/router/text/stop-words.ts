/** Words that hold sentences together; they say little about the subject of a question. */
const stopWords = new Set(
  `a an the this that these those it its he she they them their his her we us our you your i me my mine myself one some any
  all both each every other another such own same is are was were be been being am do does did done doing have has had having
  can could will would shall should may might must let lets get gets got getting go goes going and or but if then else so
  because as while when where which who whom whose what why how than though although since until unless whether of in on at
  to from by with without for about into onto over under between among through during before after against up down out off
  again further once per via within not no nor never only just very too also even still yet already now here there always
  often sometimes really quite rather much many more most few less least lot lots please thanks thank hello hi hey ok okay
  yes well sorry kind sort thing things something anything nothing everything someone anyone somebody everybody people way
  ways want wants need needs know think see say says said tell told mean means make makes made use used using take give put
  keep look like looks seem seems happen happens s t m re ve d ll don doesn isn didn won cant dont doesnt im ive question
  questions answer help understand explain`.split(/\s+/),
);

export function isStopWord(form: string): boolean {
  return stopWords.has(form);
}
