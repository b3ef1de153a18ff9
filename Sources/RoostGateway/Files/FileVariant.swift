import NIOCore
import SystemPackage

/// A file in one encoding, with everything that is the same for each of its answers prepared.
struct FileVariant: Sendable {
  enum Content: Sendable {
    case memory(ByteBuffer)
    case file(OpenFile)
  }

  let content: Content
  let size: Int
  let tag: String
  /// Last-Modified.
  let date: String
  /// Of any answer about the file, and of one that carries it.
  let fields: [(name: String, value: String)]
  let contentFields: [(name: String, value: String)]
  /// A whole answer's head up to Date, which comes last: 200, and 304.
  let whole: [UInt8]
  let known: [UInt8]

  /// Files up to this size are kept in memory: the kernel call that copies a larger one costs less than its bytes.
  static let memoryLimit = 32_768

  /// Blocks: reads the file when it is small.
  init(_ file: OpenFile, _ encoding: FileEncoding, _ description: FileDescription) throws(Errno) {
    size = file.size
    tag = file.tag(encoding)
    date = HTTPDate.text(file.modified)
    content = file.size <= FileVariant.memoryLimit ? .memory(ByteBuffer(bytes: try file.contents())) : .file(file)
    fields = [(name: "ETag", value: tag), (name: "Last-Modified", value: date)] + description.fields
    contentFields =
      [(name: "Accept-Ranges", value: "bytes")] + description.contentFields
      + (encoding.coding.map { [(name: "Content-Encoding", value: $0)] } ?? [])
    whole = AnswerHead.prepared(200, fields + contentFields + [(name: "Content-Length", value: String(size))])
    known = AnswerHead.prepared(304, fields)
  }

  /// Bytes it holds in memory.
  var weight: Int {
    let kept = if case .memory(let bytes) = content { bytes.readableBytes } else { 0 }
    return kept + whole.count + known.count + 512
  }

  var memory: ByteBuffer? { if case .memory(let bytes) = content { bytes } else { nil } }

  var holdsDescriptor: Bool { if case .file = content { true } else { false } }
}
