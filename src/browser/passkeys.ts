// Passkeys (Web Authentication) as JSON, by hand: older browsers that know passkeys lack the newer helpers for it.

interface Described {
  readonly id: string
  readonly type: 'public-key'
}

/** What the server asks, as it arrives. Binary values are base64url texts. */
export interface Question {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: PublicKeyCredentialRpEntity
  readonly user?: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly pubKeyCredParams?: PublicKeyCredentialParameters[]
  readonly excludeCredentials?: readonly Described[]
  readonly authenticatorSelection?: AuthenticatorSelectionCriteria
  readonly userVerification?: UserVerificationRequirement
  readonly timeout?: number
}

/** Fetches a question from one of our own forms. */
export async function fetchQuestion(path: string): Promise<Question> {
  const answer = await fetch(path, { method: 'POST', body: new FormData() })
  if (!answer.ok) throw new Error(`no question: ${answer.status}`)
  return answer.json()
}

/** Has the person prove one of their passkeys; the answer as JSON text. */
export async function prove(question: Question): Promise<string> {
  const { rpId, userVerification, timeout } = question
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(question.challenge),
      ...(rpId ? { rpId } : {}),
      ...(userVerification ? { userVerification } : {}),
      ...(timeout ? { timeout } : {}),
    },
  })
  return answerText(credential)
}

/** Has the person make a passkey on a device of theirs; the answer as JSON text. */
export async function make({ rp, user, ...question }: Question): Promise<string> {
  if (!rp || !user) throw new Error('the question is not one for making a passkey')
  const credential = await navigator.credentials.create({
    publicKey: {
      rp,
      user: { ...user, id: bytes(user.id) },
      challenge: bytes(question.challenge),
      pubKeyCredParams: question.pubKeyCredParams ?? [],
      excludeCredentials: (question.excludeCredentials ?? []).map(({ id, type }) => ({ id: bytes(id), type })),
      ...(question.authenticatorSelection ? { authenticatorSelection: question.authenticatorSelection } : {}),
      ...(question.timeout ? { timeout: question.timeout } : {}),
    },
  })
  return answerText(credential)
}

function answerText(credential: Credential | null): string {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
  const { id, rawId, type, response } = credential
  const common = { id, rawId: text(rawId), type, clientExtensionResults: credential.getClientExtensionResults() }
  return JSON.stringify({ ...common, response: { clientDataJSON: text(response.clientDataJSON), ...said(response) } })
}

function said(response: AuthenticatorResponse): object {
  if (response instanceof AuthenticatorAttestationResponse)
    return { attestationObject: text(response.attestationObject), transports: response.getTransports() }
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new Error('no passkey')
  const { authenticatorData, signature, userHandle } = response
  return {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle ? { userHandle: text(userHandle) } : {}),
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
