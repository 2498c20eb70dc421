const noun = '(?:options?|answers?|choices?|alternatives?)';
const joined = '(?:,|,? and|,? or|,? nor| ?&| ?\\+| ?/)';
const letter = '\\(?[a-e]\\)?';
const right = '(?:right|wrong|correct|incorrect|true|false|possible|valid|acceptable|suitable)';
/** What is said of several options at once: that they are right, or that they would do. */
const verdict = `(?:(?:is|are|may be|can be|could be|would be)(?: all| both| equally| partly)? ${right}|(?:would|will|can|could) (?:work|do|fit|apply)|appl(?:y|ies)|works?|fits?)`;
const each = '(?:all|none|both|neither|either|any|each|every|everything|nothing|not all|no|some|most)';
const among = '(?:of|the|these|those|them|others?|other|ones?|two|three|four|above|below|listed|mentioned|here|given)';
const place = '(?:first|second|third|fourth|fifth|last|next|previous|preceding|following|upper|lower)';

/** A text that speaks of the options around it. In whole, where its words may also be about something else. */
const patterns: readonly RegExp[] = [
  // "All of the above", "None of these", "Any of these would work", "All are correct"
  `^${each}(?: ${among})+(?: ${verdict})?$`,
  `^${each} ${verdict}$`,
  // "Every option listed here", "No answer is right"
  `^(?:only )?(?:${each}|one|two|three|four|the)(?: ${among})* ${noun}(?: (?:above|below|here|listed|given|mentioned))*(?: ${verdict})?$`,
  // "Both A and C", "a or b, depending on the data"
  `^(?:(?:both|either|neither|only|not|just) )?(?:${noun} )?${letter}(?:${joined} ?(?:${noun} )?${letter})+(?:,? (?:is|are|together|combined|depending|equally|in that order|would|as well)\\b.*)?$`,
  // "Same as option B", "option a and c"
  `\\b${noun} (?:\\(?[b-e]\\b|\\(?a\\)?(?:$| (?:and|or|nor|&) ${letter}(?:$|\\W)))`,
  // "The first option", "The last two options"
  `\\bthe ${place} (?:(?:one|two|three|of the) )*(?:option|choice|alternative)s?\\b(?! (?:of|from|to|that|in|for|which) )`,
  `^(?:(?:only|both|like|same as|all but|all except|not) )?the ${place} (?:(?:one|two|three|of the) )*answers?$`,
  // "The first two", "All but the last", "The second and the third"
  `^(?:(?:only|both|all but|all except|not) )*the ${place}(?: ones?)? (?:(?:one|two|three|four)|(?:and|or) the ${place}(?: ones?)?)$`,
  `^(?:all|any|each|everything|none) (?:but|except)(?: for)? the ${place}(?: ones?| two)?$`,
  `^(?:only )?the other (?:ones?|two|three|four|${noun})$`,
  // "Same as above", "The two above", "Everything listed here"
  '^(?:the )?(?:same|just|exactly)?(?: thing)?(?: ?as| like) (?:above|below|before|the (?:above|others?))\\b',
  '\\b(?:of|in) the (?:above|below)\\b|\\b(?:the|all) above(?: (?:answers?|options?|statements?))?$',
  `^(?:the|both|all|any|everything|what is|what stands|whatever is)(?: (?:of|the|two|three|four|${noun}|ones?|is))* (?:above|below|listed here|listed above)$`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Whether an option refers to others, which come in another order for everyone. Names in code are never letters of options. */
export function speaksOfOthers(text: string): boolean {
  const words = text
    .replace(/`[^`]*`/g, '□')
    .replaceAll('*', '')
    .trim()
    .replace(/[.!?;:]+$/, '');
  return patterns.some((pattern) => pattern.test(words));
}
