/** A language model that writes. The real one is adapters/openai-chat-model.ts. */
export type ChatModel = {
  /**
   * Streams the reply's text as it is written. Throws UpstreamError when the server fails, breaks
   * off, or is silent for too long.
   */
  write(prompt: { system: string; user: string }, signal: AbortSignal): AsyncIterable<string>
}
