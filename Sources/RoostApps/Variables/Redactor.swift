import RoostModel
import Synchronization

/// Takes an app's secrets out of whatever is shown of it, in every form of ``SecretForms``. A value.
struct Redactor: Sendable {
  private let automaton: PatternAutomaton

  /// Knows no secret.
  static let none = Redactor(secrets: [])

  init(secrets: [String]) { automaton = PatternAutomaton(SecretForms.patterns(of: secrets)) }

  /// Knows no secret.
  var isEmpty: Bool { automaton.isEmpty }

  /// For a text that comes in pieces.
  func stream() -> RedactionStream { RedactionStream(automaton) }

  func redact(_ text: String) -> String {
    if automaton.isEmpty { return text }
    var stream = stream()
    let bytes = stream.take(Array(text.utf8)) + stream.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  func redact(_ problem: Problem) -> Problem {
    Problem(problem.code, redact(problem.message), hint: redact(problem.hint), cause: problem.cause.map(redact))
  }

  func redact(_ event: ProgressEvent) -> ProgressEvent {
    switch event {
    case .stage(let name, let detail): .stage(name, detail: redact(detail))
    case .output(let line): .output(redact(line))
    case .warning(let text): .warning(redact(text))
    case .transfer, .finished: event
    }
  }
}

/// The output of a process on its way to somebody's eyes: each channel is a text of its own.
struct RedactedOutput: Sendable {
  private let redactor: Redactor
  private var streams: [OutputChannel: RedactionStream] = [:]

  init(_ redactor: Redactor) { self.redactor = redactor }

  mutating func take(_ bytes: [UInt8], on channel: OutputChannel) -> [UInt8] {
    streams[channel, default: redactor.stream()].take(bytes)
  }

  func waiting(on channel: OutputChannel) -> Int { streams[channel]?.waiting ?? 0 }

  /// What waits on one of the channels, at the end of the output; `nil` when nothing does.
  mutating func takeRest() -> (channel: OutputChannel, bytes: [UInt8])? {
    guard let channel = streams.keys.filter({ waiting(on: $0) > 0 }).min(by: { $0.rawValue < $1.rawValue }) else { return nil }
    return streams[channel].map { (stream) in
      var stream = stream
      let rest = stream.finish()
      streams[channel] = stream
      return (channel, rest)
    }
  }
}

/// The redactor of a deployment, which learns of secrets on the way.
final class RedactionSwitch: Sendable {
  private let current: Mutex<Redactor>

  init(_ redactor: Redactor) { current = Mutex(redactor) }

  var redactor: Redactor { current.withLock { $0 } }
  func use(_ redactor: Redactor) { current.withLock { $0 = redactor } }
}
