import RoostModel

/// Says how far the copying of files has come.
struct CopyProgress: Sendable {
  let name: String
  /// Of a single file.
  var total: ByteCount?
  let sink: ProgressSink

  func reached(_ done: ByteCount) throws(Problem) {
    // Between two portions is where it can end.
    if Task.isCancelled { throw Problem.unexpected(CancellationError(), during: "copying \(name)") }
    sink(.transfer(name, done: done, total: total))
  }
}
