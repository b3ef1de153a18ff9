/// The product's own version, in one place.
package enum RoostVersion {
  package static let current = "0.1.0"
}
