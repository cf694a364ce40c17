/**
 * Whether a line is a question, an advice in the form of one, or a statement. A judge by form, quick and without memory: it is asked where a step
 * takes questions only, and its verdict is a hint which the author may overrule.
 */

export type Verdict = 'question' | 'advice' | 'statement'

type Language = {
  /** Begins a question where no mark says so. */
  readonly opens: RegExp
  /** Ends a statement that asks to be confirmed: "…, right". */
  readonly tag: RegExp
  /** A question about the world that nobody has to answer: "Who knows." */
  readonly indirect: RegExp
  /** A question mark stands there, and what is said is what to do. */
  readonly advises: RegExp
  /** Has a question's first word, and is none. */
  readonly tells: RegExp
}

const ENGLISH: Language = {
  opens:
    /^(?:(?:and|but|so|or|then|now|ok(?:ay)?|well|just|also|sorry|hm+|because|in your view|for you|to you|at work|today|exactly)[,:]? )*(?:(?:to|for|from|with|by|at|in|on|about|of|since|until|under) (?:what|which|whom?|whose|when)\b|(?:who|whom|whose|what|which|when|where|why|how)(?:['’](?:s|re|d|ll))?\b|(?:is|are|am|was|were|do|does|did|have|has|had|can|could|will|would|should|shall|may|might|must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|haven['’]t|hasn['’]t|can['’]t|couldn['’]t|won['’]t|wouldn['’]t) (?:i|you|he|she|it|we|they|there|the|this|that|these|those|your|his|her|their|our|my|any|some|anyone|anybody|everyone|everybody|someone|somebody|nobody|all|each|both|one)\b)/,
  tag: /(?:, (?:right|correct|no|yes|ok(?:ay)?)|,? (?:isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|haven['’]t|hasn['’]t|can['’]t|won['’]t|wouldn['’]t|is|are|do|does|did|have|has) (?:it|you|he|she|they|we|there))[.!]?$/,
  indirect:
    /^(?:(?:so|and|but|well|ok(?:ay)?)[,:]? )?(?:i(?:['’]d| would) (?:like|love) to (?:know|hear|understand|ask)|i(?:['’]m| am) (?:curious|wondering)|i wonder|(?:please )?(?:tell|help) (?:me|us) (?:more|understand|about|what|how|why|who|when|where|which)|(?:my|one|a|another) (?:first |last |other )?question(?: i have)?(?: is|:)|(?:can|could) you (?:say|tell))\b/,
  advises:
    /(?:(?:^|[,;:] ?|\b(?:and|but|or|so|then) )(?:have you (?:ever )?(?:thought (?:about|of)|considered|tried)|did you (?:ever )?(?:think (?:about|of)|consider|try))\b|\b(?:why (?:don['’]t|do not|not) (?:you|just|simply|try|ask|tell|let|talk|take|say|go|make|write|give|start|stop)|why not\b|(?:would|wouldn['’]t) it (?:not )?(?:help|be (?:better|easier|best|simpler|good|smart|wise|an idea|an option|worth))|shouldn['’]t you|should you not|couldn['’]t you|could you not|can['’]t you|(?:how|what) about (?:\w+ing|just|if you|a|an|the|you)\b|what if you|don['’]t you think|do you not think|isn['’]t it (?:better|time|easier|best|wiser|smarter)|wouldn['’]t you (?:be better|rather)|maybe you (?:should|could|need)|you (?:should|could|might want to|need to|have to|ought to) .*(?:right|no|okay|ok|don['’]t you think)\W*$|(?:would|could) you (?:just|simply|not)\b|what['’]s stopping you from (?:just|simply)|if i were you))/,
  tells:
    /^(?:what (?:a|an|i|we|helped|matters|worked|struck|you need|you should)\b|how (?:nice|sad|lovely|awful|great|hard|wonderful|brave)\b|when (?:i|we|my|the|you|it)\b.*,|where (?:i|we)\b|who(?:ever| knows\b)|which (?:is|was|means|reminds|makes|I think)\b|however|whatever|whenever|why (?:i|we)\b|how i\b|had i\b|were i\b|may (?:it|you|they|the)\b|do (?:that|it|this|the|your|not)\b|have (?:a|the|fun|your)\b|have (?:one|some|another)\b)/,
}

const SPANISH: Language = {
  opens:
    /^[¡]?(?:(?:y|e|pero|o|entonces|ahora|bueno|vale|pues|perdona|perdón|a ver|oye|en concreto|para ti|según tú)[,:]? )*(?:(?:a|con|de|desde|hasta|para|por|en|sobre|hacia|entre|bajo) (?:qué|quién|quiénes|cuál|cuáles|cuándo|cuánto|cuánta|cuántos|cuántas|dónde)|qué|quién|quiénes|cuál|cuáles|cuándo|cuánto|cuánta|cuántos|cuántas|dónde|adónde|cómo)(?![a-záéíóúñ])/,
  tag: /, ?(?:no|verdad|cierto|sí|vale|a que sí|no es así|no es cierto|no crees)[.!]?$/,
  indirect:
    /^(?:(?:y|pero|bueno|entonces|pues)[,:]? )?(?:me gustaría (?:saber|entender|preguntarte|oír)|quisiera (?:saber|entender|preguntarte)|me pregunto|tengo (?:curiosidad|una pregunta)|querría (?:saber|entender)|(?:por favor,? )?(?:cuéntame|cuéntanos|dime|dinos|explícame|explícanos|ayúdame a entender) (?:más|qué|cómo|por qué|quién|cuándo|dónde|cuál|si|sobre)|(?:mi|una|otra) (?:primera |última |otra )?pregunta(?: es|:))/,
  advises:
    /(?:(?:^|[,;:] ?|(?:^| )(?:y|e|o|pero) )(?:ya |no )?(?:has (?:pensado|probado|intentado|considerado|valorado)|habías (?:pensado|probado)|probaste|pensaste en)|por qué no (?!(?:(?:te|le|les|se|os|nos|me|lo|la|los|las) )*(?:ha|has|han|hay|hubo|fue|funcionó|salió|quiso|pudo|quisiste|pudiste|dijiste|hablaste|estuviste|hiciste|aceptó|contestó|quería|podía|podías|querías|había|era|está|estaba|dijo|vino)(?![a-záéíóúñ]))(?:le |les |lo |la |te |se |simplemente )*[a-záéíóúñ]+|no (?:sería|estaría) (?:mejor|bien|más|bueno|hora)|no (?:deberías|podrías|tendrías que|convendría|te convendría|valdría)|no crees que (?:deberías|sería|podrías|tendrías|te|es mejor|es hora|conviene)|(?:y|qué tal|qué te parece) si (?:le |les |lo |la |te |se |simplemente )*[a-záéíóúñ]+|qué tal (?:un|una|hablar|probar|pedir)|no te (?:convendría|iría mejor|ayudaría|sería)|(?:deberías|podrías|tendrías que|hay que|debes|tienes que) .*, (?:no|verdad|no crees)|(?:y|o) (?:por qué no)|yo que tú|no es (?:mejor|hora de))/,
  tells:
    /^[¡]?(?:qué (?:bien|bueno|buena|mal|pena|lástima|difícil|bonito|duro|rabia|alegría|fuerte|valiente|interesante|gran|suerte)(?![a-záéíóúñ])|cómo (?:no|me alegro|te entiendo)(?![a-záéíóúñ])|cuánto (?:lo siento|me alegro|te entiendo)|cuánta razón|quién sabe|quién pudiera|cuál fue mi)/,
}

const LANGUAGES: Readonly<Record<string, Language>> = { en: ENGLISH, es: SPANISH }

/** The verdict on a line in a language (a tag such as `es-MX`). In a language that it does not know only a question mark counts. */
export const judge = (line: string, language: string): Verdict => {
  const known = LANGUAGES[language.split('-')[0] ?? '']
  const sentences = sentencesIn(line)
  if (!known) return sentences.some(isMarked) ? 'question' : 'statement'
  const verdicts = sentences.map((sentence) => verdictOn(sentence, known))
  if (verdicts.includes('advice')) return 'advice'
  return verdicts.includes('question') ? 'question' : 'statement'
}

const verdictOn = (sentence: string, { opens, tag, indirect, advises, tells }: Language): Verdict => {
  const said = sentence.toLowerCase()
  const bare = said.replace(/[¿?]/g, '').trim()
  const marked = isMarked(sentence)
  const asks = marked || ((opens.test(bare) || indirect.test(bare) || tag.test(bare)) && !tells.test(bare))
  if (!asks) return 'statement'
  return advises.test(bare) ? 'advice' : 'question'
}

/** A question mark at the end, also behind quotes and brackets; or one that opens. */
const isMarked = (sentence: string): boolean => /[?？؟][!?…"”»’')\]\s]*$/.test(sentence) || sentence.includes('¿')

/** A line's sentences with their marks; what stands in quotes is somebody else's and asks nothing here. */
const sentencesIn = (line: string): readonly string[] =>
  line
    .replace(/[“«"][^”»"]*[”»"](?=\s*\S)/g, '…')
    .split(/(?<=[.!?？؟…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
