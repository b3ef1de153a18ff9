package import RoostModel

/// What an agent wrote down of a process's output, read without it.
package struct WrittenOutput: Sendable {
  /// Ends at the end of it; nothing follows.
  package var chunks: AsyncThrowingStream<OutputChunk, any Error>
  /// How the process ended, if that was written down.
  package var exit: ExitStatus?
  /// It wrote nothing and did not end, or there never was such a process: what is written down does not tell.
  package var isSilent: Bool
  /// Where the output ends now; `nil` when nobody can tell without reading it.
  package var end: UInt64?

  package init(
    chunks: AsyncThrowingStream<OutputChunk, any Error>, exit: ExitStatus?, isSilent: Bool = false, end: UInt64? = nil
  ) {
    self.chunks = chunks
    self.exit = exit
    self.isSilent = isSilent
    self.end = end
  }
}
