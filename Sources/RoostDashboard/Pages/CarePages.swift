package import RoostModel

/// What the machine lacks, and what mends it.
package struct DoctorPage: Page {
  var findings: [DoctorFinding]

  package init(findings: [DoctorFinding]) { self.findings = findings }

  package var title: String { "Settings" }
  package var place: Place? { .doctor }

  package func actions(_ frame: Frame) -> HTML { Tag.a(.class("button"), .href(Place.doctor)) { "Look again" } }

  package func content(_ frame: Frame) -> HTML {
    SettingsTabs.html(.doctor)
    let ill = findings.filter { $0.severity != .ok }
    if ill.isEmpty {
      Tag.div(.class("notice good")) { Tag.p { Tag.strong { "Nothing is missing on this machine." } } }
    } else {
      Card(NumberText.counted(ill.count, "thing needs you", "things need you")) { for finding in ill { entry(finding) } }.html
    }
    Card("In order") { for finding in findings where finding.severity == .ok { entry(finding) } }.html
  }

  private func entry(_ finding: DoctorFinding) -> HTML {
    Tag.div(.class("layer")) {
      Tag.div {
        DoctorPage.badge(finding.severity)
        Tag.span { finding.what }
      }
      if let remedy = finding.remedy { Command(remedy).html }
    }
  }

  private static func badge(_ severity: DoctorFinding.Severity) -> HTML {
    switch severity {
    case .ok: StateBadge("running", "In order").html
    case .warning: StateBadge("closed", "Warning").html
    case .error: StateBadge("error", "Missing").html
    }
  }
}

/// What the gateway proves with who it is: for which hosts, and until when.
package struct CertificatesPage: Page {
  var certificates: [CertificateSummary]
  /// Certificates of less than so many days should have been renewed.
  private static let soon = 21

  package init(certificates: [CertificateSummary]) { self.certificates = certificates }

  package var title: String { "Settings" }
  package var place: Place? { .certificates }

  package func content(_ frame: Frame) -> HTML {
    SettingsTabs.html(.certificates)
    if certificates.isEmpty {
      EmptyState("No certificates") {
        Tag.p { "With one, apps are served over https: for this machine's own names, or for hosts of the world." }
        Command("roost tls local").html
        Command("roost tls acme shop.example.com --email ada@example.com").html
      }.html
    }
    for certificate in certificates { card(certificate, frame) }
  }

  private func card(_ certificate: CertificateSummary, _ frame: Frame) -> HTML {
    let days = certificate.daysLeft(now: frame.now)
    return Card(certificate.name, aside: CertificatesPage.badge(certificate, days)) {
      if let problem = certificate.problem { ProblemPanel(problem).html } else { fields(certificate, frame) }
      if let renewal = certificate.renewal {
        Tag.p {
          "It was not renewed "
          Moment(renewal.at, frame).html
          "; what was there before is in use."
        }
        ProblemPanel(renewal.problem).html
      } else if certificate.problem == nil, days < CertificatesPage.soon {
        Tag.p(.class("hint")) {
          Tag.span { days < 0 ? "No client accepts it any more. Renew it:" : "It was not renewed yet. See why, and renew it:" }
          Command("certbot renew").html
        }
      }
    }.html
  }

  private func fields(_ certificate: CertificateSummary, _ frame: Frame) -> HTML {
    var fields = FieldList()
    fields.add("Hosts") { Tag.span(.class("foreign")) { certificate.hosts.joined(separator: ", ") } }
    fields.add("From") { Tag.span(.class("foreign")) { certificate.issuer } }
    fields.add("Expires") { Moment(Double(certificate.notAfter), frame).html }
    return fields.html
  }

  private static func badge(_ certificate: CertificateSummary, _ days: Int) -> HTML {
    if certificate.problem != nil { return StateBadge("error", "Cannot be used").html }
    if days < 0 { return StateBadge("error", "Expired").html }
    if certificate.renewal != nil { return StateBadge("closed", "Not renewed").html }
    return days < soon ? StateBadge("closed", "Expires soon").html : StateBadge("running", "In use").html
  }
}
