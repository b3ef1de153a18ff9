import FoundationEssentials
import HTTPTypes
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

  /// A value that a client may have already.
  static func value(_ value: some Encodable, for request: Request) throws -> Response {
    let bytes = try bytes(of: value)
    return tagged(bytes, EntityTag(bytes), for: request)
  }

  static func tagged(_ bytes: ByteBuffer, _ tag: EntityTag, for request: Request) -> Response {
    var headers: HTTPFields = [.eTag: tag.text]
    if tag.isNamed(in: request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    headers[.contentType] = "application/json"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
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
