import Glibc
package import RoostModel
package import SystemPackage

/// Reads a YAML file that lists features: `features` and `tools`, each a list of `nodejs@20` or `{name: nodejs, version: "20"}`.
package enum FeatureFile {
  private static let keys = ["features", "tools", "scope", "fail-fast", "fail_fast", "start-services"]

  /// A link is followed: whoever names the file means it. `usage.invalid` when there is none, `settings.invalid` when it is not
  /// a text of at most 64 KiB.
  package static func read(_ path: FilePath) throws(Problem) -> FeatureList {
    let word = ShellCommand.quoted(path.string)
    guard let place = resolved(path), let name = place.lastComponent?.string else {
      throw Problem(.usageInvalid, "there is no file \(path)", hint: "look where it is: ls -l \(word)")
    }
    let text: String
    do throws(Problem) {
      let bytes = try DirectoryFileSource(root: place.removingLastComponent()).bytes(of: name, limit: 64 << 10)
      guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .projectFileNotUTF8(name, bytes: bytes) }
      text = decoded
    } catch {
      throw Problem(
        .settingsInvalid, "\(path) cannot be read: \(error.message)", hint: "look what it is: ls -lL \(word)", cause: error.cause)
    }
    return try read(text, file: path.string)
  }

  private static func resolved(_ path: FilePath) -> FilePath? {
    guard let real = realpath(path.string, nil) else { return nil }
    defer { free(real) }
    return FilePath(String(cString: real))
  }

  /// `file` is its name, for faults. `settings.invalid` with file, line and column.
  package static func read(_ text: String, file: String) throws(Problem) -> FeatureList {
    do throws(DocumentFault) {
      let reader = try ObjectReader(try YAMLReader.read(text, file: file), file: file, knownKeys: keys)
      var list = FeatureList()
      for key in ["features", "tools"] { list.specifiers += try specifiers(reader, key) }
      list.scope = try reader.choice("scope", InstallScope.self)
      let dashed = try reader.flag("fail-fast")
      list.failFast = if let dashed { dashed } else { try reader.flag("fail_fast") }
      list.startsServices = try reader.flag("start-services")
      guard !list.specifiers.isEmpty else { throw reader.fault("features", "lists nothing") }
      return list
    } catch {
      throw Problem(
        .settingsInvalid, error.text, hint: "correct line \(error.position.line) of \(file), then run the command again")
    }
  }

  private static func specifiers(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> [String] {
    guard let value = reader.value(key) else { return [] }
    guard let elements = value.elements else { throw reader.fault(key, "expected a list, found \(value.kind)") }
    var specifiers: [String] = []
    for element in elements { specifiers.append(try specifier(element, reader, key)) }
    return specifiers
  }

  private static func specifier(_ node: DocumentNode, _ reader: ObjectReader, _ key: String) throws(DocumentFault) -> String {
    if node.members == nil {
      guard let text = node.text, !text.isEmpty else {
        throw DocumentFault(file: reader.file, position: node.position, message: "\(key): expected a name, found \(node.kind)")
      }
      return text
    }
    let feature = try ObjectReader(node, file: reader.file, knownKeys: ["name", "version"])
    let name = try feature.requiredText("name")
    // 3.10 as a number would be 3.1.
    if case .number(let number)? = feature.value("version")?.value, number.contains(".") {
      throw feature.fault("version", "write it in quotes: \"\(number)\"")
    }
    return try feature.text("version").map { "\(name)@\($0)" } ?? name
  }
}
