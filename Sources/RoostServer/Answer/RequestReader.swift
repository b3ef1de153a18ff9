import FoundationEssentials
import Hummingbird
import NIOCore
import RoostModel

/// What a request holds, checked.
enum RequestReader {
  static let bodyLimit = 64 * 1024

  /// The JSON body.
  static func body<Body: Decodable>(
    _ type: Body.Type, of request: Request, limit: Int = bodyLimit
  ) async throws(Problem) -> Body {
    do {
      let bytes = try await request.body.collect(upTo: limit)
      return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw wrong("the body is larger than \(limit) bytes", hint: "send the \(type) alone")
    } catch let error as DecodingError {
      throw wrong("the body is not a \(type) in JSON", hint: "send the fields that \(type) has", cause: "\(error)")
    } catch {
      throw Problem.unexpected(error, during: "reading the request")
    }
  }

  /// The decoded path segment a route declares as `:name`.
  static func segment(_ name: String, in context: APIContext) throws(Problem) -> String {
    guard let segment = context.parameters.get(name).flatMap({ PathSegment.decode($0) }), !segment.isEmpty else {
      throw wrong("the path's \(name) is not valid percent-encoded UTF-8", hint: "write every other byte as %XX")
    }
    return segment
  }

  static func appName(in context: APIContext) throws(Problem) -> AppName { try AppName(segment("name", in: context)) }

  static func environmentName(_ name: String = "name", in context: APIContext) throws(Problem) -> EnvironmentName {
    try EnvironmentName(segment(name, in: context))
  }

  /// A process's number in the path.
  static func process(in context: APIContext) throws(Problem) -> ProcessNumber {
    guard let number = UInt32(exactly: try number("number", in: context)) else {
      throw wrong("a process has no such number", hint: "see which there are: roost env info NAME")
    }
    return ProcessNumber(rawValue: number)
  }

  /// An absolute path inside an environment, from `?name=`.
  static func path(_ name: String, of request: Request) throws(Problem) -> String {
    guard let path = request.uri.queryParameters.get(name), path.hasPrefix("/"), path.utf8.count <= 4095, !path.utf8.contains(0)
    else { throw wrong("\(name) must be an absolute path", hint: "ask with ?\(name)=/app") }
    return String(path)
  }

  /// `?name=`, if it is there.
  static func text(_ name: String, of request: Request) -> String? { request.uri.queryParameters.get(name).map { String($0) } }

  static func flag(_ name: String, of request: Request) throws(Problem) -> Bool {
    switch request.uri.queryParameters.get(name) {
    case nil, "false": false
    case "true": true
    default: throw wrong("\(name) must be true or false", hint: "ask with ?\(name)=true")
    }
  }

  /// Something is held in memory for each of what is counted.
  static let highestCount = 100_000

  static func count(_ name: String, of request: Request) throws(Problem) -> Int? {
    guard let text = request.uri.queryParameters.get(name) else { return nil }
    guard let count = Int(text), (0...highestCount).contains(count) else {
      throw wrong(
        "\(name) must be a number from 0 to \(highestCount)", hint: "leave \(name) out for everything, or ask for fewer: 100")
    }
    return count
  }

  /// A whole number that counts nothing, like the one an event has.
  static func number(_ name: String, of request: Request) throws(Problem) -> Int? {
    guard let text = request.uri.queryParameters.get(name) else { return nil }
    return try number(String(text), called: name)
  }

  /// The number a route declares as `:name`.
  static func number(_ name: String, in context: APIContext) throws(Problem) -> Int {
    try number(try segment(name, in: context), called: name)
  }

  private static func number(_ text: String, called name: String) throws(Problem) -> Int {
    guard let number = Int(text), number >= 0 else {
      throw wrong("\(name) must be a whole number, not \(text.prefix(40).debugDescription)", hint: "write digits only: 17")
    }
    return number
  }

  static func position(_ name: String, of request: Request) throws(Problem) -> LogPosition? {
    guard let text = request.uri.queryParameters.get(name) else { return nil }
    guard let position = LogPosition(String(text)) else {
      throw wrong("\(name) must be a run and an offset", hint: "ask with ?\(name)=3:4096")
    }
    return position
  }

  private static func wrong(_ message: String, hint: String, cause: String? = nil) -> Problem {
    Problem(.usageInvalid, message, hint: hint, cause: cause)
  }
}
