/// Where a runtime is put.
package enum InstallScope: String, Codable, Sendable, CaseIterable {
  /// An immutable layer in the store: any number of versions, nothing on the machine changes.
  case layer
  /// The machine's own package manager: one version, on everybody's PATH, needs root.
  case host
}
