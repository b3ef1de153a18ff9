/// Tells who uses an app from who only looks whether it is well, for apps that sleep while nobody uses them.
package struct VisitorRule: Sendable {
  /// Below the app's place. `nil` is none of its own.
  let healthPath: [UInt8]?

  package init(healthPath: String? = nil) { self.healthPath = healthPath.map { Array($0.utf8) } }
}
