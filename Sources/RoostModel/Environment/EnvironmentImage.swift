/// What an environment of a container engine is made of instead of layers.
package enum EnvironmentImage: Sendable, Equatable, Codable {
  /// An image the engine has or can pull: `node:22`.
  case reference(String)
  /// Built by the engine: an absolute directory of this host, and the path of a Dockerfile in it.
  case dockerfile(context: String, file: String)
}
