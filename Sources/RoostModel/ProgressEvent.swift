/// One step of something that takes time. The CLI, the API and the deploy log show the same stream.
package enum ProgressEvent: Sendable, Equatable {
  /// A named stage began: `plan`, `download`, `verify`, `unpack`, `install`, `build`, `seal`, `boot`, `gate`, `switch` ...
  case stage(String, detail: String)
  /// Bytes so far of `total`; `total` is `nil` when the other side did not say.
  case transfer(String, done: ByteCount, total: ByteCount?)
  /// A line a tool or the app itself wrote.
  case output(String)
  case warning(String)
  /// The stage ended well after so many seconds.
  case finished(String, seconds: Double)

  /// Whether an older one is worth nothing beside it: a count of the same transfer.
  package func supersedes(_ older: ProgressEvent) -> Bool {
    if case .transfer(let name, _, _) = self, case .transfer(name, _, _) = older { true } else { false }
  }
}

/// Where progress goes. Called from any thread; must not block.
package typealias ProgressSink = @Sendable (ProgressEvent) -> Void
