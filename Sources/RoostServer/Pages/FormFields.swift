import Hummingbird
import NIOCore
import RoostModel

/// What a form was sent with: `name=ada&scope=deploy`.
struct FormFields: Sendable, Equatable {
  private var fields: [(name: String, value: String)]

  static func == (left: FormFields, right: FormFields) -> Bool { left.fields.elementsEqual(right.fields) { $0 == $1 } }

  init(of request: Request) async throws(Problem) {
    do {
      let bytes = try await request.body.collect(upTo: RequestReader.bodyLimit)
      self = try FormFields(String(buffer: bytes))
    } catch is NIOTooManyBytesError {
      throw FormFields.wrong("the form is larger than \(RequestReader.bodyLimit) bytes")
    } catch {
      throw Problem.unexpected(error, during: "reading the form")
    }
  }

  init(_ text: String) throws(Problem) {
    fields = []
    for pair in text.split(separator: "&").prefix(500) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = FormFields.decode(parts[0]), let value = FormFields.decode(parts.count > 1 ? parts[1] : "") else {
        throw FormFields.wrong("the form is not percent-encoded UTF-8")
      }
      fields.append((name, value))
    }
  }

  /// `nil` also for a field that was left empty.
  subscript(_ name: String) -> String? {
    fields.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  func all(_ name: String) -> [String] { fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  func isSet(_ name: String) -> Bool { self[name] == "true" }

  func required(_ name: String) throws(Problem) -> String {
    guard let value = self[name] else { throw FormFields.wrong("\(name) is empty") }
    return value
  }

  /// What cannot be taken back is done only if its name was written.
  func confirm(_ name: String) throws(Problem) {
    guard self["confirm"] == name else {
      throw Problem(.usageInvalid, "\(name) was not written to confirm", hint: "go back and write \(name) into the field")
    }
  }

  private static func decode(_ text: Substring) -> String? { PathSegment.decode(text.replacing("+", with: " ")) }

  private static func wrong(_ message: String) -> Problem {
    Problem(.usageInvalid, message, hint: "go back and fill in the form again")
  }
}
