import Hummingbird
import RoostModel

/// What a form or an address says about a draft.
enum DraftFields {
  static let mostVariables = 200

  /// Nothing where a field is empty.
  static func overrides(_ field: (String) -> String?) throws(Problem) -> PlanOverrides {
    var overrides = PlanOverrides()
    if let text = field("type"), !text.isEmpty { overrides.type = try type(text) }
    func given(_ name: String) -> String? { field(name).flatMap { $0.isEmpty ? nil : $0 } }
    overrides.root = given("root")
    overrides.build = given("build").map { [$0] }
    overrides.start = given("start")
    overrides.healthPath = given("health")
    if let text = given("port") {
      guard let port = UInt16(text) else {
        throw Problem(.usageInvalid, "\(text.prefix(20).debugDescription) is no port", hint: "go back and write a number: 3000")
      }
      overrides.port = port
    }
    return overrides
  }

  static func type(_ text: String) throws(Problem) -> ProjectType {
    guard let type = ProjectType(rawValue: text) else {
      throw Problem(
        .usageInvalid, "there is no type \(text.prefix(40).debugDescription)",
        hint: "choose one: \(ProjectType.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return type
  }

  /// Those with a value: `variable.0.name`, `variable.0.value`, `variable.0.secret`, and lines of a .env file, which are secrets.
  static func variables(_ fields: FormFields) throws(Problem) -> [VariableAssignment] {
    var variables: [VariableAssignment] = []
    for index in 0..<mostVariables {
      guard let name = fields["variable.\(index).name"], let value = fields["variable.\(index).value"] else { continue }
      let isSecret = fields.isSet("variable.\(index).secret")
      variables.append(VariableAssignment(name: try VariableName(name), value: value, scope: .both, secret: isSecret))
    }
    if let text = fields["dotenv"] {
      for entry in try DotEnv(Array(text.replacing("\r\n", with: "\n").utf8), file: "what was pasted").entries {
        variables.removeAll { $0.name == entry.name }
        variables.append(VariableAssignment(name: entry.name, value: entry.value, scope: .both, secret: true))
      }
    }
    return variables
  }
}
