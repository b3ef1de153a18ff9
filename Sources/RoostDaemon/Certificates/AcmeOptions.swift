/// What `roost tls acme` was asked for.
package struct AcmeOptions: Sendable {
  package var hosts: [String]
  package var email: String
  package var server: String?
  package var staging = false
  package var dryRun = false
  package var directory: String?

  package init(hosts: [String], email: String) {
    self.hosts = hosts
    self.email = email
  }
}
