// What may stand behind a command's name in one line. With other words it is a question that begins like a command, and goes to the router.

/** `lesson 1.4 quiz` */
export const asksForQuiz = /(?<![\p{L}-])(quiz|quizz|quizzes)(?![\p{L}-])/iu;

/** "data leakage" is a question; "data delete" is none. */
export const dataWords =
  /^((please|pls|now|today|export|download|take|away|show|see|get|give|me|my|all|everything|as|in|to|for|the|of|a|and|what|i|is|kept|got|file|files|csv|excel|spreadsheet|answers|anki|flashcards|cards|missed|mistakes|wrong|json|table|delete|erase|remove|forget|wipe|privacy|about)[\s!?.,:;"'“”‘’]*)*$/i;

// A few words may be anything; of a whole sentence, one has to be of the command's own: "Review premiums yearly, or when the loss ratio moves?" has none.
export const zoneWords = /^\s*\S*(?:\s+\S+){0,5}\s*$/;
export const reviewWords = /^\s*\S*(?:\s+\S+){0,7}\s*$|(?<!\p{L})traps?(?!\p{L})/iu;
export const boardWords =
  /^\s*\S*(?:\s+\S+){0,4}\s*$|^\s*(?:what|nickname|join|enter|sign|add me|count me|rename|change|set|call|my|remove me|delete me|take me|who)(?!\p{L})/iu;
export const remindWords =
  /^\s*\S*(?:\s+\S+){0,4}\s*$|\d|(?<!\p{L})(?:noon|midnight|mornings?|evenings?|nights?|tonight|o['’]clock|half|quarter|past|quiet|off|never)(?!\p{L})/iu;
export const planWords =
  /^\s*\S*(?:\s+\S+){0,4}\s*$|\d|(?<!\p{L})(?:tom+o+r+o+w|(?:to|mon|tues|wednes|thurs|fri|satur|sun)day|days?|weeks?|weekends?|fortnights?|months?|years?|hours?|minutes?|mins?|calendar|exam|jan\p{L}*|feb\p{L}*|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\p{L})/iu;
