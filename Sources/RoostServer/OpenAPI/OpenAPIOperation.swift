import HTTPTypes
import RoostModel

/// One route, described.
struct OpenAPIOperation {
  private let entry: RouteEntry
  private let form: RouteForm

  init(_ entry: RouteEntry, _ form: RouteForm) {
    self.entry = entry
    self.form = form
  }

  func json(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    var operation: [String: JSONValue] = [
      "operationId": .text(name), "tags": [.text(String(entry.path.prefix { $0 != "/" }))],
      "x-roost-action": .text(entry.action.rawValue), "parameters": .list(parameters), "responses": try responses(book),
    ]
    if let body = try body(book) {
      // No bytes are bytes, too.
      let isRequired = if case .json = form.takes { true } else { false }
      operation["requestBody"] = ["required": .bool(isRequired), "content": body]
    }
    switch entry.action.requirement {
    case .nobody: operation["security"] = []
    case .somebody: break
    case .scope(let least): operation["x-roost-scope"] = .text(least.rawValue)
    }
    return .object(operation)
  }

  /// `get-apps-by-name`
  private var name: String {
    let words = entry.path.split { "/-.".contains($0) }.map { $0.hasPrefix(":") ? "by-\($0.dropFirst())" : "\($0)" }
    return ([OpenAPIDocument.method(entry)] + words).joined(separator: "-")
  }

  private var parameters: [JSONValue] {
    let segments = entry.path.split(separator: "/")
    let inPath = segments.indices.filter { segments[$0].hasPrefix(":") }.map { index -> JSONValue in
      let name = segments[index].dropFirst()
      let schema = OpenAPIOperation.segment(String(name), behind: index == 0 ? "" : String(segments[index - 1]))
      return ["name": .text(String(name)), "in": "path", "required": true, "schema": schema]
    }
    let inQuery = form.query.map { field -> JSONValue in
      ["name": .text(field.name), "in": "query", "required": .bool(field.isRequired), "schema": field.schema]
    }
    return inPath + inQuery + inHead
  }

  private var inHead: [JSONValue] {
    var fields: [JSONValue] = []
    if form.isRepeatable {
      let schema: JSONValue = ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"]
      fields.append(["name": "Idempotency-Key", "in": "header", "required": false, "schema": schema])
    }
    return fields
  }

  private static func segment(_ name: String, behind word: String) -> JSONValue {
    func text(_ pattern: String) -> JSONValue { ["type": "string", "pattern": .text(pattern)] }
    switch (word, name) {
    case ("processes", "number"): return ["type": "integer", "minimum": 0, "maximum": .integer(Int(UInt32.max))]
    case (_, "number"): return ["type": "integer", "minimum": 0, "maximum": .integer(.max)]
    case ("apps", _): return text(AppName.pattern)
    case ("environments", _), ("snapshots", _): return text(EnvironmentName.pattern)
    case ("accounts", _), ("tokens", _): return text(AccessName.pattern)
    case (_, "id"): return text(UploadID.pattern)
    case ("git", _): return .words(GitService.allCases.map(\.rawValue))
    default: return ["type": "string", "minLength": 1]
    }
  }

  private func body(_ book: SchemaBook) throws(SchemaFault) -> JSONValue? {
    switch form.takes {
    case .nothing: nil
    case .json(let type): ["application/json": ["schema": try book.schema(of: type)]]
    case .bytes: ["application/octet-stream": [:]]
    }
  }

  private func responses(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    let problem: JSONValue = ["$ref": "#/components/responses/Problem"]
    var responses: [String: JSONValue] = ["4XX": problem, "5XX": problem]
    let nothing: JSONValue = ["description": "Done, or there is none"]
    switch form.gives {
    case .nothing: responses["204"] = nothing
    case .value(let type), .optional(let type):
      let content: JSONValue = ["application/json": ["schema": try book.schema(of: type)]]
      var answer: [String: JSONValue] = ["description": "What was asked for", "content": content]
      if entry.method == .get {
        let text: JSONValue = ["schema": .anyText]
        answer["headers"] = form.isPaged ? ["ETag": text, "Link": text] : ["ETag": text]
        responses["304"] = ["description": "What `If-None-Match` names"]
      }
      responses["200"] = .object(answer)
      if case .optional = form.gives { responses["204"] = nothing }
    case .bytes(let media): responses["200"] = ["description": "What was asked for", "content": .object([media: [:]])]
    case .items(let type):
      let link: JSONValue? = form.isPaged ? ["Link": ["schema": .anyText]] : nil
      responses["200"] = OpenAPIOperation.stream(try book.schema(of: type), "Values as they come", headers: link)
    case .work(let type):
      let progress = JSONValue.members(["progress": try book.schema(of: ProgressEvent.self)])
      let lines: JSONValue = .one(of: [progress, .members(["result": try book.schema(of: type)])])
      responses["200"] = OpenAPIOperation.stream(lines, "Progress, and what came of it")
    }
    return .object(responses)
  }

  /// OpenAPI 3.1 has no word for the values of a stream; the one of 3.2 stands in an extension.
  private static func stream(_ item: JSONValue, _ description: String, headers: JSONValue? = nil) -> JSONValue {
    let problem = JSONValue.members(["problem": ["$ref": "#/components/schemas/Problem"]])
    let content: JSONValue = ["schema": .anyText, "x-itemSchema": ["anyOf": [item, problem]]]
    var answer: [String: JSONValue] = [
      "description": .text(description), "content": .object(["application/x-ndjson": content, "text/event-stream": content]),
    ]
    answer["headers"] = headers
    return .object(answer)
  }
}
