import type { ChatModel } from '../../src/answering/chat-model.ts'

/** A model that says these pieces, whatever it is asked, and keeps what it was asked. */
export function sayingModel(...pieces: string[]) {
  const prompts: { system: string; user: string }[] = []
  let pulled = 0
  const model: ChatModel = {
    async *write(prompt) {
      prompts.push(prompt)
      for (const piece of pieces) {
        pulled++
        yield piece
      }
    },
  }
  return { model, prompts, pulled: () => pulled }
}

/** A model that says one piece again and again; fails when nobody stops it. */
export function endlessModel(piece: string): ChatModel {
  return {
    async *write() {
      for (let count = 0; count < 100_000; count++) yield piece
      throw new Error('nobody stopped the model')
    },
  }
}

/** A model that breaks off after these pieces. */
export function failingModel(error: Error, ...pieces: string[]): ChatModel {
  return {
    async *write() {
      yield* pieces
      throw error
    },
  }
}
