import FoundationEssentials
import Hummingbird
import NIOCore
import RoostModel

/// Values as JSON responses.
enum JSONAnswer {
  static func value(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: try bytes(of: value)))
  }

  static func problem(_ problem: Problem) throws -> Response {
    var response = try value(ProblemDocument(problem), status: HTTPResponse.Status(code: problem.code.httpStatus))
    response.headers[.contentType] = ProblemDocument.mediaType
    if problem.code == .accessUnauthenticated { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }

  static func bytes(of value: some Encodable) throws -> ByteBuffer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ByteBuffer(bytes: try encoder.encode(value))
  }
}
