/// Installing what a project depends on, separate from building it so that its result can be kept.
package struct DependencyStep: Codable, Sendable, Equatable {
  /// `npm`, `pip`, `uv`, ...
  package var tool: String
  package var command: String
  /// Where the result lands, relative to the project: `node_modules`, `.venv`. Only a result that lies wholly in
  /// here is kept for the next release.
  package var directory: String
  /// Files (relative) whose content decides the result, together with the runtimes and the command.
  package var inputs: [String]

  package init(tool: String, command: String, directory: String, inputs: [String]) {
    self.tool = tool
    self.command = command
    self.directory = directory
    self.inputs = inputs
  }
}
