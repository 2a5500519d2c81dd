import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Who a request speaks for, where only people may act. */
export class CallingUsers {
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;

  constructor(options: { auth: AuthService; userInfo: UserInfoService }) {
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
  }

  /**
   * Entity ref of the user.
   *
   * @throws NotAllowedError when it is a service that calls, on nobody's behalf
   */
  async refOf(credentials: BackstageCredentials): Promise<string> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Only people can do this: a service that calls by itself has no name to put under it.',
      );
    }
    const { userEntityRef } = await this.#userInfo.getUserInfo(credentials);
    return userEntityRef;
  }
}
