/// A named set of runtimes with what it costs on this machine.
package struct ProfileSummary: Codable, Sendable, Equatable {
  package var name: String
  package var title: String
  package var specifiers: [String]
  /// The catalogue's default.
  package var isDefault: Bool
  /// This node's own choice.
  package var isChosen: Bool
  package var isCustom: Bool
  /// The sum over what is not installed.
  package var cost: Cost
  /// The sum over everything in it.
  package var total: Cost
  package var installed: Bool

  package init(
    name: String, title: String, specifiers: [String], isDefault: Bool, isChosen: Bool, isCustom: Bool, cost: Cost, total: Cost,
    installed: Bool
  ) {
    self.name = name
    self.title = title
    self.specifiers = specifiers
    self.isDefault = isDefault
    self.isChosen = isChosen
    self.isCustom = isCustom
    self.cost = cost
    self.total = total
    self.installed = installed
  }
}
