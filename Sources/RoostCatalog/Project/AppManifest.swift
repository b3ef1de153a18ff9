import RoostModel

/// A project's `app.json`, as Heroku and Dokku read it. What cannot be understood is left out and told.
struct AppManifest: Equatable, Sendable {
  static let file = "app.json"

  let healthPath: Stated<String>?
  /// Variables with a value.
  private(set) var variables: [String: String] = [:]
  private(set) var generatedSecrets: [String] = []
  private(set) var requiredVariables: [String] = []
  /// How many of each process are wanted.
  private(set) var formation: [String: Int] = [:]
  private(set) var schedules: [ScheduledCommand] = []
  private(set) var warnings: [String] = []

  static func load(from tree: ProjectTree) throws(Problem) -> AppManifest? {
    guard let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return AppManifest(try JSONReader.read(text, file: file))
    } catch {
      throw error.inProject()
    }
  }

  init(_ document: DocumentNode) {
    healthPath = Self.healthPath(document)
    for member in document["env"]?.members ?? [] { addVariable(member) }
    for member in document["formation"]?.members ?? [] {
      guard let text = member.value["quantity"]?.text, let quantity = Int(text), (0...10_000).contains(quantity) else { continue }
      formation[member.key] = quantity
    }
    for (index, node) in (document["cron"]?.elements ?? []).prefix(100).enumerated() { addSchedule(node, "cron-\(index + 1)") }
  }

  private static func healthPath(_ document: DocumentNode) -> Stated<String>? {
    let checks = document.at("healthchecks.web")?.elements ?? []
    return checks.lazy.compactMap { $0["path"] }.compactMap { node in
      guard let path = node.text, HealthPath.isValid(path) else { return nil }
      let evidence = Evidence(file: file, line: node.position.line, says: "healthchecks.web path is \"\(path)\"")
      return Stated(path, by: evidence)
    }.first
  }

  /// A text is a value. A table has a generator, a value, or neither: then the variable is required unless it says that it is not.
  private mutating func addVariable(_ member: DocumentMember) {
    guard VariableName.isWellFormed(member.key) else {
      return warn(member, "env.\(member.key.prefix(40)) is not the name of a variable: it is left out")
    }
    if let text = member.value.text ?? member.value["value"]?.text, !text.utf8.contains(0) {
      variables[member.key] = text
    } else if member.value["generator"]?.text == "secret" {
      generatedSecrets.append(member.key)
    } else if case .bool(false) = member.value["required"]?.value {
      return
    } else {
      requiredVariables.append(member.key)
    }
  }

  private mutating func addSchedule(_ node: DocumentNode, _ name: String) {
    let command = node["command"]?.text?.trimmed ?? ""
    let text = node["schedule"]?.text ?? ""
    do throws(CronFault) {
      let cron = try CronSchedule(text)
      guard !command.isEmpty, !command.utf8.contains(0) else { return warn(node, "cron: there is no command: it is left out") }
      schedules.append(ScheduledCommand(name: name, cron: cron, command: command))
    } catch {
      warn(node, "cron: '\(text.prefix(60))' \(error.sentence): it is left out")
    }
  }

  private mutating func warn(_ member: DocumentMember, _ text: String) {
    warnings.append("\(Self.file):\(member.keyPosition.line) \(text)")
  }

  private mutating func warn(_ node: DocumentNode, _ text: String) {
    warnings.append("\(Self.file):\(node.position.line) \(text)")
  }
}
