import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// The first file of a form, put where uploads wait while it comes in.
enum FormUpload {
  static func receive(
    _ request: Request, into begin: @Sendable () async throws(Problem) -> UploadSink
  ) async throws -> (name: String, UploadSummary) {
    guard var reader = MultipartReader(contentType: request.headers[.contentType] ?? "") else {
      throw MultipartReader.wrong("its type is another")
    }
    var open: (name: String, sink: UploadSink)?
    var done: (name: String, UploadSummary)?
    do {
      for try await piece in request.body {
        for event in try reader.take(piece.readableBytesView) {
          switch event {
          case .begin(_, let fileName?) where done == nil && !fileName.isEmpty: open = (fileName, try await begin())
          case .bytes(let bytes): try await open?.sink.write(bytes)
          case .end:
            if let file = open { done = (file.name, try await file.sink.finish()) }
            open = nil
          case .begin: continue
          }
        }
      }
    } catch {
      await open?.sink.abandon()
      throw Problem.unexpected(error, during: "receiving an upload")
    }
    await open?.sink.abandon()
    guard reader.isWhole, let done else {
      throw MultipartReader.wrong(reader.isWhole ? "it holds no file" : "its end is missing")
    }
    return (SourceText.line(String(done.name.split { $0 == "/" || $0 == "\\" }.last ?? "archive")), done.1)
  }
}
