package import RoostModel

/// What an agent wrote down of a process's output, read without it.
package struct WrittenOutput: Sendable {
  /// Ends at the end of it; nothing follows.
  package var chunks: AsyncThrowingStream<OutputChunk, any Error>
  /// How the process ended, if that was written down.
  package var exit: ExitStatus?
  /// It wrote nothing and did not end, or there never was such a process: what is written down does not tell.
  package var isSilent: Bool

  package init(chunks: AsyncThrowingStream<OutputChunk, any Error>, exit: ExitStatus?, isSilent: Bool = false) {
    self.chunks = chunks
    self.exit = exit
    self.isSilent = isSilent
  }
}
