/// A key of an object with its value.
struct DocumentMember: Equatable, Sendable {
  var key: String
  var keyPosition: SourcePosition
  var value: DocumentNode
}
