import Hummingbird
import NIOCore
import RoostModel

extension RequestReader {
  /// Hands a body to a sink piece by piece.
  static func upload(_ request: Request, into sink: UploadSink) async throws -> Response {
    do {
      for try await piece in request.body { try await sink.write(Array(piece.readableBytesView)) }
      return try JSONAnswer.value(try await sink.finish())
    } catch {
      await sink.abandon()
      throw Problem.unexpected(error, during: "receiving an upload")
    }
  }
}
