import Diagnostics
import Ledgers
import Testing

@Suite("The ledgers that come with the program")
struct StandardCatalogTests {
  @Test("all eighteen ledgers of the contract are defined, and what offices count and list beside them")
  func allLedgers() throws {
    let catalog = try LedgerCatalog.standard
    #expect(
      catalog.ledgers.map(\.id.rawValue) == [
        "organisation", "member", "admission", "meeting", "dues", "election", "training", "appraisal",
        "transfer", "mobile_member", "points", "care", "rectification", "funding", "assessment", "feature",
        "staff", "responsibility", "monthly_review", "election_summary", "staffing", "contact_point",
        "political_birthday", "lost_member",
      ])
  }

  @Test("every ledger has required fields, a key and a title in both languages")
  func everyLedgerIsUsable() throws {
    for ledger in try LedgerCatalog.standard.ledgers {
      #expect(ledger.fields.contains { $0.isRequired }, "\(ledger.id)")
      #expect(!ledger.keys.isEmpty, "\(ledger.id)")
      #expect(ledger.title.zh != ledger.title.en)
    }
  }

  @Test("the fields of domain.md are all there", arguments: DomainFields.all)
  func domainFields(_ ledger: String, _ fields: String) throws {
    let definition = try #require(try LedgerCatalog.standard[LedgerID(rawValue: ledger)])
    for field in fields.split(separator: " ") {
      let required = field.hasSuffix("*")
      let id = FieldID(rawValue: String(required ? field.dropLast() : field))
      #expect(definition[id] != nil, "\(ledger).\(id)")
      #expect(definition[id]?.isRequired == required, "\(ledger).\(id)")
    }
  }

  @Test("no header stands for two fields of one ledger")
  func synonymsAreDistinct() throws {
    for ledger in try LedgerCatalog.standard.ledgers {
      var owner: [String: FieldID] = [:]
      for field in ledger.fields {
        for word in [field.title.zh] + field.synonyms {
          #expect(owner[word] == nil || owner[word] == field.id, "\(ledger.id): \(word)")
          owner[word] = field.id
        }
      }
    }
  }

  @Test("code lists know codes, synonyms, both scripts and full width")
  func codeLists() throws {
    let catalog = try LedgerCatalog.standard
    #expect(catalog.codeLists["ethnicity"]?.terms.count == 58)
    #expect(catalog.codeLists["ethnicity"]?.term(for: "滿")?.term == "满族")
    #expect(catalog.codeLists["gender"]?.term(for: "男 性")?.term == "男")
    #expect(catalog.codeLists["gender"]?.term(for: "２")?.term == "女")
    #expect(catalog.codeLists["meeting_kind"]?.term(for: "支部大會")?.term == "支部党员大会")
    #expect(catalog.codeLists["education"]?.term(for: "本科")?.term == "大学本科")
    #expect(catalog.codeLists["education"]?.term(for: "随便")?.term == nil)
  }
}

enum DomainFields {
  static let all: [(String, String)] = [
    (
      "organisation",
      "name* code parent kind* setting founded approval_ref members_full members_probationary groups covered_units secretary* deputy committee committee_size elected* term_years term_end employees phone"
    ),
    (
      "member",
      "seq name* gender* ethnicity id_number* birth* native_place education* degree job branch* category* joined* full_since work_start party_role phone status mobile retired difficulty"
    ),
    (
      "admission",
      "name* id_number gender birth* branch* applied* talked activist_on activist_filed mentors candidate_on training_from training_to training_hours review_on publicised_from publicised_to prereview_on sponsors admitted_on talk_by_superior approved_on oath_on full_applied_on full_meeting_on full_approved_on extended_to stage"
    ),
    (
      "meeting",
      "branch* date* kind* topic* place chair lecturer expected* present* absent recorder hours group leave_taken"
    ),
    (
      "dues",
      "branch name* category income rate monthly_due m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 total arrears receipt remark month due paid paid_on"
    ),
    (
      "election",
      "branch* requested_on approved_on held_on* eligible* present* ballots_out ballots_in seats* candidates* elected votes term_years term_end postponed_to"
    ),
    ("training", "branch name* role date* title* kind hours* organiser"),
    ("appraisal", "branch* name* year* self peers result* handling"),
    ("transfer", "name* id_number from* to* letter_no issued_on* valid_days received_on dues_paid_to"),
    ("mobile_member", "name* branch* left_on destination contact host_branch last_contact"),
    ("points", "branch name* period* base added deducted total* reasons rank"),
    ("care", "name* date* kind amount visitor"),
    ("rectification", "problem* source found_on* owner* due_on* measures done_on status*"),
    ("funding", "branch* year* members budget allocated* spent* item date"),
    ("assessment", "branch* year* indicator max self_score score* reason rank report_form"),
    ("feature", "branch* title* kind date sessions people result"),
    ("staff", "name* unit* full_time* since training"),
    ("responsibility", "branch* owner* duty* deadline done evidence"),
  ]
}
