import RoostModel

extension Evidence {
  var printable: Evidence {
    Evidence(file: file.map(PrintableText.of), line: line, says: PrintableText.of(says))
  }
}

extension Problem {
  var printable: Problem {
    Problem(code, PrintableText.of(message), hint: PrintableText.of(hint), cause: cause.map(PrintableText.of))
  }
}

extension RuntimeRequirement {
  var printable: RuntimeRequirement {
    RuntimeRequirement(runtime: runtime, selector: selector, decidedBy: decidedBy.printable, authority: authority)
  }
}

extension Plan {
  /// The plan with everything that only explains made safe to print. Commands stay as they are.
  var printable: Plan {
    var plan = self
    plan.evidence = evidence.map(\.printable)
    plan.alternatives = alternatives.map { Candidate(type: $0.type, score: $0.score, evidence: $0.evidence.map(\.printable)) }
    plan.runtimes = runtimes.map(\.printable)
    plan.warnings = warnings.map(PrintableText.of)
    plan.decisions = decisions?.mapValues(\.printable)
    if case .command(let line, let decidedBy) = start { plan.start = .command(line, decidedBy: decidedBy.printable) }
    return plan
  }
}
