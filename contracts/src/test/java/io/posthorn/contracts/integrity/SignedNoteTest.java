// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    /** The example of golang.org/x/mod/sumdb/note. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n"
            + "\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final SigningKey KEY = SigningKey.generate("posthorn/messages/abc/0");
    private static final Checkpoint CHECKPOINT = new Checkpoint("posthorn/messages/abc/0", 17, MerkleTree.EMPTY);

    @Test
    void aKnownNoteIsSignedByItsKnownKey() {
        VerifierKey key = VerifierKey.parse(GO_KEY).orElseThrow();
        SignedNote note = SignedNote.parse(GO_NOTE).orElseThrow();

        assertThat(key).hasToString(GO_KEY);
        assertThat(note).hasToString(GO_NOTE);
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(note.isSignedBy(key.named("PeterNewman"))).isFalse();
        assertThat(note.isSignedBy(KEY.verifier())).isFalse();
    }

    @Test
    void aCheckpointIsOpenedWithItsKey() {
        SignedNote note = CHECKPOINT.sign(KEY);

        assertThat(note.text())
                .isEqualTo("posthorn/messages/abc/0\n17\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(Checkpoint.open(SignedNote.parse(note.toString()).orElseThrow(), KEY.verifier()))
                .contains(CHECKPOINT);
        assertThat(Checkpoint.open(note, KEY.verifier().named("as it is called elsewhere".replace(' ', '-'))))
                .contains(CHECKPOINT);
        assertThat(Checkpoint.open(
                        note, SigningKey.generate("posthorn/messages/abc/0").verifier()))
                .isEmpty();
    }

    @Test
    void aChangeOfAnyByteIsFound() {
        String note = CHECKPOINT.sign(KEY).toString();

        for (int i = 0; i < note.length(); i++) {
            for (char other : new char[] {'A', 'B', '1', '\n', ' ', '\r'}) {
                if (note.charAt(i) != other) {
                    String changed = note.substring(0, i) + other + note.substring(i + 1);
                    assertThat(SignedNote.parse(changed).flatMap(each -> Checkpoint.open(each, KEY.verifier())))
                            .as("%s at %d", other, i)
                            .isEmpty();
                }
            }
            String cut = note.substring(0, i) + note.substring(i + 1);
            assertThat(SignedNote.parse(cut).flatMap(each -> Checkpoint.open(each, KEY.verifier())))
                    .as("without %d", i)
                    .isEmpty();
        }
    }

    @Test
    void signaturesOfOthersDoNoHarmAndDoNotCount() {
        SignedNote own = CHECKPOINT.sign(KEY);
        SignedNote.Line witness = SignedNote.sign(own.text(), SigningKey.generate("witness"))
                .signatures()
                .get(0);
        SignedNote both =
                new SignedNote(own.text(), List.of(witness, own.signatures().get(0)));
        SignedNote other = new SignedNote(own.text(), List.of(witness));

        assertThat(Checkpoint.open(SignedNote.parse(both.toString()).orElseThrow(), KEY.verifier()))
                .contains(CHECKPOINT);
        assertThat(Checkpoint.open(other, KEY.verifier())).isEmpty();
    }

    @Test
    void whatIsNoNoteIsNone() {
        for (String bad : List.of(
                "",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\nno dash\n",
                "text\n\n— name\n",
                "text\n\n— name AA==\n",
                "text\n\n— na+me AAAAAAAA\n",
                "text\n\n— name AAAAAAAA",
                "text\n\n— name AAAAAAAA\n\n",
                "te\u0007xt\n\n— name AAAAAAAA\n")) {
            assertThat(SignedNote.parse(bad)).as(bad).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("no end", List.of()));
    }

    @Test
    void whatIsNoCheckpointIsNone() {
        String root = MerkleTree.EMPTY.base64();
        for (String bad : List.of(
                "",
                "a\n1\n",
                "a\n1\n" + root,
                "a b\n1\n" + root + "\n",
                "\n1\n" + root + "\n",
                "a\n01\n" + root + "\n",
                "a\n-1\n" + root + "\n",
                "a\n+1\n" + root + "\n",
                "a\n1\n" + root.substring(4) + "\n")) {
            assertThat(Checkpoint.parse(bad)).as(bad).isEmpty();
        }
        assertThat(Checkpoint.parse("a\n1\n" + root + "\nof a later version\n"))
                .contains(new Checkpoint("a", 1, MerkleTree.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a b", 1, MerkleTree.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", -1, MerkleTree.EMPTY));
    }

    @Test
    void whatIsNoVerifierKeyIsNone() {
        for (String bad : List.of(
                "",
                "a+b",
                GO_KEY.replace("c74f", "c74e"),
                GO_KEY.replace("Peter", "Pater"),
                GO_KEY + "=",
                GO_KEY.replace("+ARpc", "+ABpc"),
                "a b" + GO_KEY)) {
            assertThat(VerifierKey.parse(bad)).as(bad).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KEY.verifier().named("a+b"))
                .withMessageContaining("name is 'a+b'");
    }

    @Test
    void aKeyIsReadFromItsPem() {
        SigningKey read = SigningKey.parse("posthorn/messages/abc/0", KEY.toPem());

        assertThat(read.verifier()).isEqualTo(KEY.verifier());
        assertThat(CHECKPOINT.sign(read)).hasToString(CHECKPOINT.sign(KEY).toString());
        assertThat(read.toString()).doesNotContain(KEY.toPem().lines().toList().get(1));
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() throws Exception {
        String rsa = Base64.getMimeEncoder()
                .encodeToString(KeyPairGenerator.getInstance("EC")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        String begin = "-----BEGIN PRIVATE KEY-----\n";
        String end = "\n-----END PRIVATE KEY-----";

        for (String bad : List.of(
                "",
                "secret",
                begin,
                begin + "secret",
                begin + "c2VjcmV0" + end,
                begin + rsa + end,
                "-----BEGIN PRIVATE KEY-----END PRIVATE KEY-----",
                KEY.toPem().replace("PRIVATE", "ENCRYPTED PRIVATE"))) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> SigningKey.parse("posthorn", bad))
                    .withMessageNotContaining("secret")
                    .withMessageNotContaining("c2Vjcm");
        }
    }
}
