import Foundation
import Statistics
import Testing

@Suite(.enabled(if: Outside.areThere)) struct OutsideRegressionTests {
    @Test func `Petersen's firms and years by every convention`() throws {
        let table = try Table("petersen_cl.csv")
        let figures = try Figures("reference.json")["petersen_cl/reference"]
        let (firms, years) = (table.integers("firm"), table.integers("year"))
        let fit = try LinearFit(table.numbers("y"), on: Design([table.column("x")], rows: 5000))
        for (came, expected) in zip(fit.coefficients, figures["coef"].numbers) {
            #expect(near(came, expected))
        }
        let conventions: [(StandardErrors, String)] = [
            (.classical, "se_ols"), (.hc1, "se_HC1"),
            (.clustered(by: firms, .clustersAndParameters), "se_cluster_firm_CR1"),
            (.clustered(by: firms, .clustersAndParameters), "se_cluster_firm_CR1_by_hand"),
            (.clustered(by: firms, .none), "se_cluster_firm_CR0"),
            (.clustered(by: years, .clustersAndParameters), "se_cluster_year_CR1"),
            (.twoWay(by: firms, and: years, .clustersAndParameters, .eachItsOwn), "se_two_way_statsmodels"),
        ]
        for (kind, key) in conventions {
            let came = try fit.coefficients(fit.covariance(kind))
            for (place, expected) in figures[key].numbers.enumerated() {
                #expect(near(came[place].standardError, expected), "\(key)")
            }
        }
        let firmCovariance = try fit.covariance(.clustered(by: firms, .clustersAndParameters))
        #expect(firmCovariance.clusters == [500])
        #expect(firmCovariance.degreesOfFreedom == 499)
    }

    @Test func `the incinerator of Kiel and McClain`() throws {
        let table = try Table("kielmc.csv")
        let figures = try Figures("reference.json")["kielmc/reference"]
        let (near81, after) = (table.flags("nearinc"), table.flags("y81"))
        func effect(_ outcome: [Double], _ covariates: [String]) throws -> DifferenceInDifferences {
            try differenceInDifferences(
                outcome, treated: near81, after: after, covariates: covariates.map { table.column($0) },
                standardErrors: .classical)
        }
        let price = table.numbers("rprice")
        let house = ["age", "agesq"]
        let models = [
            ("model1", try effect(price, [])), ("model2", try effect(price, house)),
            ("model3", try effect(price, house + ["intst", "land", "area", "rooms", "baths"])),
            ("log", try effect(price.map { log($0) }, [])),
        ]
        for (key, came) in models {
            #expect(near(came.effect.estimate, figures[key]["y81:nearinc/coef"].number), "\(key)")
            #expect(near(came.effect.standardError, figures[key]["y81:nearinc/se"].number), "\(key)")
        }
        let plain = models[0].1
        for (name, key) in [("intercept", "Intercept"), ("treated", "nearinc"), ("after", "y81")] {
            let came = try plain.fit.coefficient(name, plain.covariance)
            #expect(near(came.estimate, figures["model1/\(key)/coef"].number))
            #expect(near(came.standardError, figures["model1/\(key)/se"].number))
        }
    }
}
