import RoostModel

/// A type that decodes differently depending on what it finds, and so says itself what it looks like in JSON.
protocol DescribedShape: Decodable {
  static func shape(_ book: SchemaBook) throws(SchemaFault) -> JSONValue
  static var example: Self { get }
}

/// A text of a certain form.
protocol PatternedText: Decodable {
  /// As ECMA-262 has it. May be wider than what is accepted, never narrower.
  static var pattern: String { get }
}

extension AppName: PatternedText { static var pattern: String { "^[a-z][a-z0-9-]{0,38}[a-z0-9]$" } }
extension EnvironmentName: PatternedText { static var pattern: String { "^[a-z][a-z0-9.-]{0,39}$" } }
extension AccessName: PatternedText { static var pattern: String { "^[a-z0-9][a-z0-9._-]{0,39}$" } }
extension VariableName: PatternedText { static var pattern: String { "^[A-Za-z_][A-Za-z0-9_]*$" } }
extension RuntimeID: PatternedText { static var pattern: String { "^[a-z0-9][a-z0-9-]{0,39}$" } }
extension Identifier: PatternedText { static var pattern: String { "^[0-9a-f]{16}$" } }

extension NetworkPolicy: DescribedShape {
  static func shape(_ book: SchemaBook) -> JSONValue { ["type": "string", "pattern": "^(none|outbound|allow:.+)$"] }
  static var example: NetworkPolicy { .outbound }
}

extension ProgressEvent: DescribedShape {
  static func shape(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    let bytes = try book.schema(of: ByteCount.self)
    let (text, number): (JSONValue, JSONValue) = (.anyText, ["type": "number"])
    return .one(of: [
      .members(["event": .words(["stage"]), "name": text, "detail": text]),
      .members(["event": .words(["transfer"]), "name": text, "done": bytes, "total": bytes], optional: ["total"]),
      .members(["event": .words(["output", "warning"]), "text": text]),
      .members(["event": .words(["finished"]), "name": text, "seconds": number]),
    ])
  }

  static var example: ProgressEvent { .output("") }
}

extension ExitReason: DescribedShape {
  static func shape(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    .one(of: [
      .members(["how": .words(["exited", "signaled"]), "number": try book.schema(of: Int32.self)]),
      .members(["how": .words(["out-of-memory", "timed-out", "destroyed", "lost"])]),
    ])
  }

  static var example: ExitReason { .lost }
}

extension StartMode: DescribedShape {
  static func shape(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    .one(of: [
      .members(["command": .anyText, "decidedBy": try book.schema(of: Evidence.self)]),
      .members(["files": .anyText, "singlePage": ["type": "boolean"]]),
    ])
  }

  static var example: StartMode { .files(directory: ".", singlePage: false) }
}

extension FileChange: DescribedShape {
  static func shape(_ book: SchemaBook) -> JSONValue {
    .one(of: [
      .members(["kind": .words(["watching", "created", "changed", "removed"]), "path": .anyText]),
      .members(["kind": .words(["overflow"])]),
    ])
  }

  static var example: FileChange { .overflow }
}

extension DeploySource: DescribedShape {
  static func shape(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    .one(of: [
      .members(["directory": .anyText]), .members(["archive": try book.schema(of: Archive.self)]),
      .members(["url": try book.schema(of: Web.self)]), .members(["git": try book.schema(of: Git.self)]),
    ])
  }

  static var example: DeploySource { .directory("/") }
}

extension EnvironmentImage: DescribedShape {
  static func shape(_ book: SchemaBook) -> JSONValue {
    .one(of: [
      .members(["reference": .members(["_0": .anyText])]),
      .members(["dockerfile": .members(["context": .anyText, "file": .anyText])]),
    ])
  }

  static var example: EnvironmentImage { .reference("") }
}
