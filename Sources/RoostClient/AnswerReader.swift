import FoundationEssentials
import RoostModel

/// What the daemon sent, as values.
enum AnswerReader {
  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], at place: DaemonPlace
  ) throws(Problem) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .connectionLost, "the daemon sent something this version (\(RoostVersion.current)) does not understand",
        hint: place.versionHint, cause: String(describing: error))
    }
  }

  /// The body of a failed answer.
  static func problem(from bytes: [UInt8], status: UInt, at place: DaemonPlace) -> Problem {
    if let host = place.host, (300..<400).contains(status) {
      return Problem(
        .connectionLost, "\(host.url) sends elsewhere, and its token is shown to nobody else",
        hint: "log in where it sends to: roost login https://HOST")
    }
    do throws(Problem) {
      return refused(try decode(Problem.self, from: bytes, at: place), at: place)
    } catch {
      return Problem(
        .connectionLost, "the daemon answered with status \(status) and no explanation",
        hint: place.host != nil && status == 404 ? place.versionHint : place.logHint,
        cause: bytes.isEmpty ? nil : String(decoding: bytes.prefix(500), as: UTF8.self))
    }
  }

  /// A token that is worth nothing any more was worth something when it was kept.
  private static func refused(_ problem: Problem, at place: DaemonPlace) -> Problem {
    guard let host = place.host, problem.code == .accessUnauthenticated else { return problem }
    return Problem(
      problem.code, "\(host.url) does not accept the token that is kept for it",
      hint: "have one made there (roost token create NAME), then: roost login \(host.url)", cause: problem.message)
  }
}
