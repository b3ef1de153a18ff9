import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// An open file as an answer, piece by piece.
enum FileAnswer {
  private static let piece = 256 << 10

  /// - Parameter name: what a browser saves it as.
  static func response(_ file: StoredFile, named name: String? = nil, as mediaType: String) -> Response {
    let body = ResponseBody(contentLength: Int(clamping: file.size)) { writer in
      var done: UInt64 = 0
      while done < file.size {
        let bytes = try await file.read(done, Int(min(UInt64(FileAnswer.piece), file.size - done)))
        guard !bytes.isEmpty else { throw Problem(.internal, "a file became shorter", hint: "ask for it again") }
        try await writer.write(ByteBuffer(bytes: bytes))
        done += UInt64(bytes.count)
      }
      try await writer.finish(nil)
    }
    var headers: HTTPFields = [.contentType: mediaType]
    if let name { headers[.contentDisposition] = disposition(name) }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// RFC 6266: the name percent-encoded, so that none of its characters has a meaning of its own.
  static func disposition(_ name: String) -> String { "attachment; filename*=UTF-8''\(PathSegment.encode(name))" }
}
