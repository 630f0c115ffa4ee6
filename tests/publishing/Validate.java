import java.nio.file.Path;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about files: Validate FLAVOURS FILE..., where FLAVOURS is like "ua1,2a".
 *
 * <p>Prints lines of fields between tabs: for each file and flavour "checked", how many checks were made; for each rule
 * that fails "failed", its clause and number, how often, what it wants, what is there, and the first place; for a file
 * that cannot be read "unreadable" and why.
 */
public final class Validate {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String flavour : arguments[0].split(",")) {
                try {
                    validate(arguments[i], PDFAFlavour.byFlavourId(flavour));
                } catch (Exception error) {
                    print("unreadable", arguments[i], flavour, error);
                }
            }
        }
    }

    private static void validate(String file, PDFAFlavour flavour) throws Exception {
        var foundry = Foundries.defaultInstance();
        // One failure of each rule is told in full, all are counted; checks that pass are not kept.
        try (PDFAParser parser = foundry.createParser(Path.of(file).toFile(), flavour);
                var validator = foundry.createValidator(flavour, 1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            print("checked", file, flavour.getId(), result.getTotalAssertions(), result.isCompliant());
            for (TestAssertion first : result.getTestAssertions()) {
                var rule = result.getValidationProfile().getRuleByRuleId(first.getRuleId());
                print("failed", file, flavour.getId(), first.getRuleId().getClause(), first.getRuleId().getTestNumber(),
                        result.getFailedChecks().get(first.getRuleId()), rule.getDescription(), first.getErrorMessage(),
                        first.getLocation().getContext());
            }
        }
    }

    private static void print(Object... fields) {
        var line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
