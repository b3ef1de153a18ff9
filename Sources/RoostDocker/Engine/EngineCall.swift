import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import RoostModel

/// One call of the Engine API.
struct EngineCall: Sendable {
  enum Body: Sendable {
    case none
    case json([UInt8])
    /// A tar archive, made while it is sent.
    case archive(PieceSource)
  }

  var method: HTTPMethod
  /// After the version, with a slash in front; segments that came from outside are escaped.
  var path: String
  var query: [(name: String, value: String)] = []
  var body = Body.none
  /// What it does, to be read after "cannot": "create a container".
  var activity: String
  /// From the call to the end of its answer.
  var limit: Duration = .seconds(60)

  /// A socket has no name, and its path would be a wrong one.
  static let host = "localhost"

  init(_ method: HTTPMethod, _ path: String, to activity: String) {
    self.method = method
    self.path = path
    self.activity = activity
  }

  init(_ method: HTTPMethod, _ path: String, to activity: String, body: some Encodable) throws(Problem) {
    self.init(method, path, to: activity)
    do {
      self.body = .json(Array(try JSONEncoder().encode(body)))
    } catch {
      throw .unexpected(error, during: "writing down a call to the engine")
    }
  }

  /// Whether sending it twice does the same as once.
  var isRepeatable: Bool { [.GET, .HEAD, .DELETE, .PUT].contains(method) }

  func with(_ name: String, _ value: String) -> EngineCall {
    var call = self
    call.query.append((name, value))
    return call
  }

  /// What follows the version in the request's line.
  var target: String {
    guard !query.isEmpty else { return path }
    return path + "?" + query.map { "\($0.name)=\(PathSegment.encode($0.value))" }.joined(separator: "&")
  }

  func request(at url: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url + target)
    request.method = method
    request.headers.add(name: "host", value: EngineCall.host)
    switch body {
    case .none: break
    case .json(let bytes):
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(bytes)
    case .archive(let source):
      request.headers.add(name: "content-type", value: "application/x-tar")
      request.body = .stream(source, length: source.length.map { .known($0) } ?? .unknown)
    }
    return request
  }
}
