import Yams

/// Reads one YAML document. Anchors and aliases are refused, so nothing can expand; keys are texts.
enum YAMLReader {
  static func read(_ text: String, file: String) throws(DocumentFault) -> DocumentNode {
    guard text.utf8.count <= DocumentLimits.yamlBytes else {
      throw DocumentFault(file: file, position: .start, message: "it is larger than \(DocumentLimits.yamlBytes / 1024) KiB")
    }
    try YAMLAnchorGuard.check(text, file: file)
    guard let root = try compose(text, file: file) else {
      return DocumentNode(value: .object([]), position: .start)
    }
    var conversion = YAMLConversion(file: file)
    return try conversion.node(root, depth: 0)
  }

  private static func compose(_ text: String, file: String) throws(DocumentFault) -> Node? {
    do {
      // What a plain text means is decided in `YAMLConversion`; the usual resolver would try its regular expressions on each.
      return try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw fault(error, file: file, text: text)
    } catch {
      throw DocumentFault(file: file, position: .start, message: "not YAML: \(error)")
    }
  }

  private static func fault(_ error: YamlError, file: String, text: String) -> DocumentFault {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let during = context.map { " \($0.text) that begins in line \($0.mark.line)" } ?? ""
      return DocumentFault(file: file, position: position(mark), message: "not YAML: \(problem)\(during)")
    case .duplicatedKeysInMapping(let keys, let context):
      let message = "the key '\(keys.first ?? "")' appears twice"
      return DocumentFault(file: file, position: position(context.mark), message: message)
    case .reader(let problem, let offset, _, _):
      let line = text.utf8.prefix(offset ?? 0).count { $0 == UInt8(ascii: "\n") } + 1
      return DocumentFault(file: file, position: SourcePosition(line: line, column: 1), message: "not YAML: \(problem)")
    default:
      return DocumentFault(file: file, position: .start, message: "not YAML")
    }
  }

  private static func position(_ mark: Mark) -> SourcePosition { SourcePosition(line: mark.line, column: mark.column) }
}
