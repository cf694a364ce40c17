import ts from 'typescript'

/** The lengths in lines of all named or assigned functions of a source, as `{ name, line, lines }`. */
export function functions(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kindOf(path))
  const found = []
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body && !isTestCallback(node)) found.push(describe(node, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function kindOf(path) {
  if (path.endsWith('x')) return ts.ScriptKind.TSX
  return path.endsWith('js') ? ts.ScriptKind.JS : ts.ScriptKind.TS
}

/** `describe('…', () => { … })` is a chapter and `test('…', () => { … })` a story: both may take the lines they need. */
function isTestCallback(node) {
  const call = node.parent
  if (!ts.isCallExpression(call) || !call.arguments.includes(node)) return false
  return /^(describe|test|it|(before|after)(Each|All))\b/.test(call.expression.getText())
}

function describe(node, source) {
  const from = source.getLineAndCharacterOfPosition(node.getStart(source)).line
  const to = source.getLineAndCharacterOfPosition(node.getEnd()).line
  return { name: nameOf(node), line: from + 1, lines: to - from + 1 }
}

function nameOf(node) {
  const named = node.name ?? node.parent?.name
  return named?.getText() ?? '(unnamed)'
}
