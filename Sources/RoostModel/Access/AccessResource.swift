/// What something is done to.
package enum AccessResource: Sendable, Equatable {
  /// The machine, or all apps at once.
  case node
  case app(AppName)
  /// An answer that is cut down to what its reader may see.
  case visible

  /// As the audit log has it; nothing for the machine.
  package var text: String { if case .app(let name) = self { name.text } else { "" } }
}
