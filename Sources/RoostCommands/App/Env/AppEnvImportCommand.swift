import ArgumentParser
import RoostClient
import RoostModel

/// `roost app env import`
struct AppEnvImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take variables from a .env file.",
    discussion: """
      Comments, `export`, single and double quotes, values of several lines; $ is a letter like any other, of a name that \
      stands there twice the last one counts. With a bad line nothing is changed, and the line is named. Names that are \
      Roost's own are passed over.

      EXAMPLES
        roost app env import shop .env
        roost app env import shop .env.production --secret
        vault kv get -format=... | roost app env import shop - --secret
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "The file; - is standard input.", completion: .file())
  var file: String
  @Flag(help: "Never show the values again.")
  var secret = false
  @OptionGroup var options: VariableOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try app.checked
    let console = common.console
    let found = try DotEnv(try await VariableInput.read(file), file: file == "-" ? "standard input" : file)
    if !found.reserved.isEmpty {
      console.note("Passed over, because Roost says them itself: \(found.reserved.joined(separator: ", "))\n")
    }
    let assignments = found.entries.map {
      VariableAssignment(
        name: $0.name, value: $0.value, scope: options.scope, secret: secret ? true : nil, source: .imported)
    }
    guard !assignments.isEmpty else {
      throw Problem(.usageInvalid, "\(file) holds no variable", hint: "write NAME=value lines into it")
    }
    try await VariableChanging(common: common, app: name).run(
      VariableChange(set: assignments, restarts: !options.noRestart))
  }
}

/// `roost app env generate`
struct AppEnvGenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Make up a secret that nobody has seen.",
    discussion: """
      The daemon takes it from the system's random numbers; it is shown to the app alone. A secret of that name is replaced.

      EXAMPLES
        roost app env generate shop SECRET_KEY_BASE --length 64
        roost app env generate shop SESSION_KEY --format base64
        roost app env generate shop INSTANCE --format uuid
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "Names of variables.")
  var variables: [String]
  @Option(help: ArgumentHelp("Random bytes, before they are written down.", valueName: "bytes"))
  var length = 32
  @Option(help: "How they are written down: hex, base64 or uuid.")
  var format: SecretRecipe.Format = .hex
  @OptionGroup var options: VariableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard SecretRecipe.lengths.contains(length) else {
      throw ValidationError("--length takes \(SecretRecipe.lengths.lowerBound) to \(SecretRecipe.lengths.upperBound).")
    }
  }

  func run() async throws {
    let name = try app.checked
    var assignments: [VariableAssignment] = []
    for text in variables {
      assignments.append(
        VariableAssignment(
          generating: SecretRecipe(format: format, length: length), for: try VariableName(text), scope: options.scope))
    }
    try await VariableChanging(common: common, app: name).run(
      VariableChange(set: assignments, restarts: !options.noRestart))
  }
}

extension SecretRecipe.Format: ExpressibleByArgument {}
extension VariableScope: ExpressibleByArgument {}
