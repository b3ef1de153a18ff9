package import RoostModel

/// What an agent wrote down of a process's output, read without it.
package struct WrittenOutput: Sendable {
  /// Ends at the end of it; nothing follows.
  package var chunks: AsyncThrowingStream<OutputChunk, any Error>
  /// How the process ended, if that was written down.
  package var exit: ExitStatus?

  package init(chunks: AsyncThrowingStream<OutputChunk, any Error>, exit: ExitStatus?) {
    self.chunks = chunks
    self.exit = exit
  }
}
