import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

@Suite("Forms with a file") struct MultipartReaderTests {
  private static let type = "multipart/form-data; boundary=----x9"
  private static let whole = """
    ------x9\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n\
    ------x9\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n\
    ------x9\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.tar\"\r\nContent-Type: application/x-tar\r\n\r\n\
    one\r\n------x\r\n\r\ntwo\r\n------x9--\r\n
    """

  private func read(_ text: String, in pieces: Int, type: String = type) throws -> (
    events: [MultipartReader.Event], isWhole: Bool
  ) {
    var reader = try #require(MultipartReader(contentType: type))
    var events: [MultipartReader.Event] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      for event in try reader.take(bytes[start..<min(start + pieces, bytes.count)]) {
        if case .bytes(let more) = event, case .bytes(let before) = events.last {
          events[events.count - 1] = .bytes(before + more)
        } else {
          events.append(event)
        }
      }
    }
    return (events, reader.isWhole)
  }

  @Test("Parts are the same however the body is cut", arguments: [1, 2, 3, 7, 30, 4096]) func parts(pieces: Int) throws {
    let (events, isWhole) = try read(Self.whole, in: pieces)
    #expect(isWhole)
    #expect(
      events == [
        .begin(name: "note", fileName: nil), .bytes(Array("hello".utf8)), .end, .begin(name: "empty", fileName: nil), .end,
        .begin(name: "file", fileName: "a\"b.tar"), .bytes(Array("one\r\n------x\r\n\r\ntwo".utf8)), .end,
      ])
  }

  @Test("Every cut of the end is noticed") func cutOff() throws {
    for length in stride(from: 0, to: Self.whole.utf8.count - 4, by: 5) {
      let text = String(decoding: Array(Self.whole.utf8)[..<length], as: UTF8.self)
      #expect(try !read(text, in: 64).isWhole, "\(length)")
    }
  }

  @Test(
    "What is no form with a file is refused",
    arguments: [
      "application/json", "multipart/form-data", "multipart/mixed; boundary=x", "multipart/form-data; boundary=",
      "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
    ])
  func types(type: String) {
    #expect(MultipartReader(contentType: type) == nil)
  }

  @Test(
    "Broken bodies are refused",
    arguments: [
      "--x\r\nContent-Type: text/plain\r\n\r\na\r\n--x--", "--x\r\n" + String(repeating: "a", count: 9000),
      "--xy\r\n\r\n", String(repeating: "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 101),
    ])
  func broken(body: String) {
    #expect(throws: Problem.self) { try read(body, in: 50, type: "multipart/form-data; boundary=x") }
  }

  @Test("A file is handed on piece by piece, what fails is abandoned") func files() async throws {
    let log = Mutex<[String]>([])
    let begin: @Sendable () async throws(Problem) -> UploadSink = { () throws(Problem) in
      UploadSink(
        write: { (bytes) throws(Problem) in log.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } },
        finish: { () throws(Problem) in UploadSummary(id: UploadID(), bytes: ByteCount(1), sha256: "") },
        abandon: { log.withLock { $0.append("abandoned") } })
    }
    func receive(_ text: String) async throws -> String {
      var head = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")
      head.headerFields[.contentType] = Self.type
      return try await FormUpload.receive(Request(head: head, body: RequestBody(buffer: ByteBuffer(string: text))), into: begin)
        .name
    }
    #expect(try await receive(Self.whole) == "a\"b.tar")
    #expect(log.withLock { $0.joined() } == "one\r\n------x\r\n\r\ntwo")
    #expect(try await receive(Self.whole.replacing("a%22b.tar", with: "../../C:\\\\x\u{7}y.zip")) == "xy.zip")
    await #expect(throws: Problem.self) { try await receive(String(Self.whole.dropLast(12))) }
    #expect(log.withLock { $0.last } == "abandoned")
    await #expect(throws: Problem.self) { try await receive(Self.whole.replacing("; filename=\"a%22b.tar\"", with: "")) }
  }

  @Test("Variables of a form are those with a value; lines of a file win") func variables() throws {
    let fields = try FormFields(
      "variable.0.name=A&variable.0.value=1&variable.0.secret=true&variable.1.name=B&variable.1.value=&variable.2.name=C&variable.2.value=x%0D%0Ay&dotenv=A%3D2%0D%0AD%3D%22e+f%22%0D%0A"
    )
    let found = try DraftFields.variables(fields)
    #expect(found.map(\.name.text) == ["C", "A", "D"] && found.map(\.value) == ["x\r\ny", "2", "e f"])
    #expect(found.map(\.secret) == [false, true, true])
    #expect(throws: Problem.self) { try DraftFields.variables(FormFields("variable.0.name=1A&variable.0.value=1")) }
    #expect(throws: Problem.self) { try DraftFields.overrides { $0 == "port" ? "70000" : nil } }
    #expect(throws: Problem.self) { try DraftFields.overrides { $0 == "type" ? "cobol" : nil } }
    #expect(try DraftFields.overrides { _ in "" }.isEmpty)
  }
}
