import Synchronization

/// The last lines of a build.
final class BuildLines: Sendable {
  private static let most = 40
  private let lines = Mutex<[String]>([])

  func note(_ progress: EngineProgress) {
    guard let line = progress.stream?.split(whereSeparator: \.isNewline).joined(separator: " "), !line.isEmpty else { return }
    lines.withLock { lines in
      lines.append(String(line.prefix(400)))
      if lines.count > BuildLines.most { lines.removeFirst() }
    }
  }

  var text: String { lines.withLock { $0.joined(separator: "\n") } }
}
