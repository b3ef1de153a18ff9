/// What a route takes and gives, for the description of the API.
struct RouteForm: Sendable {
  typealias Model = any (Decodable & SendableMetatype).Type

  enum Body: Sendable {
    case nothing
    case json(Model)
    case bytes
  }

  enum Answer: Sendable {
    case value(Model)
    /// 204 where there is none.
    case optional(Model)
    case nothing
    /// Lines of progress and a result: NDJSON, or server-sent events.
    case work(Model)
    /// Values as they come, in the same forms.
    case items(Model)
    /// Bytes or text of this media type.
    case bytes(String)

    /// It is there, and of a known length, before it is sent.
    var isWhole: Bool {
      switch self {
      case .value, .optional, .nothing: true
      case .work, .items, .bytes: false
      }
    }
  }

  var takes = Body.nothing
  var gives: Answer
  var query: [QueryField] = []
  /// `limit` and `before` choose a part of it.
  var isPaged = false
  /// It may come with an `Idempotency-Key`.
  var isRepeatable = false

  /// The types of its bodies.
  var models: [Model] {
    var models: [Model] = []
    if case .json(let type) = takes { models.append(type) }
    switch gives {
    case .value(let type), .optional(let type), .work(let type), .items(let type): models.append(type)
    case .nothing, .bytes: break
    }
    return models
  }
}

/// A parameter behind the `?`. What a route does not declare is refused.
struct QueryField: Sendable {
  enum Kind: Sendable {
    case flag, count, number, text
    case words([String])
  }

  let name: String
  let kind: Kind
  var isRequired = false

  static func flag(_ name: String) -> QueryField { QueryField(name: name, kind: .flag) }
  static func count(_ name: String) -> QueryField { QueryField(name: name, kind: .count) }
  static func number(_ name: String) -> QueryField { QueryField(name: name, kind: .number) }
  static func text(_ name: String) -> QueryField { QueryField(name: name, kind: .text) }
  static func path(required: Bool = true) -> QueryField { QueryField(name: "path", kind: .text, isRequired: required) }
  static func words(_ name: String, _ words: [String]) -> QueryField { QueryField(name: name, kind: .words(words)) }

  var schema: JSONValue {
    switch kind {
    case .flag: .words(["true", "false"])
    case .count: ["type": "integer", "minimum": 0, "maximum": .integer(RequestReader.highestCount)]
    case .number: ["type": "integer", "minimum": 0, "maximum": .integer(.max)]
    case .text: .anyText
    case .words(let words): .words(words)
    }
  }
}
